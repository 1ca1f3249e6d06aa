# The checker and the server in an image:
#   docker build -t modal-lsp .
#   docker run --rm -v "$PWD:/project:ro" modal-lsp check
FROM debian:12-slim AS build
# Packages follow the distribution.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends g++ cmake ninja-build npm ca-certificates \
        nlohmann-json3-dev libasio-dev libspdlog-dev libfmt-dev libcli11-dev libtomlplusplus-dev libexpected-dev \
        libcurl4-openssl-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY CMakeLists.txt CMakePresets.json ./
COPY protocol protocol
COPY analysis analysis
COPY server server
RUN cmake --preset release -DMODAL_LSP_TESTS=OFF -DMODAL_LSP_PORTABLE=ON \
    && cmake --build build/release --target modal-lsp \
    && strip build/release/modal-lsp

FROM debian:12-slim
# libcurl is for `modal-lsp docs fetch`.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libcurl4 ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 modal-lsp
COPY --from=build /source/build/release/modal-lsp /usr/bin/modal-lsp
COPY LICENSE server/packages/debian/copyright /usr/share/doc/modal-lsp/
USER 10001
WORKDIR /project
ENTRYPOINT ["/usr/bin/modal-lsp"]
CMD ["check"]
