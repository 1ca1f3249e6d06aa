#include "analysis/modal/sdk_changes.hpp"

#include <array>

namespace modal_lsp::modal {
namespace {

using text::Version;

constexpr Version kNever{0, 0, 0};
constexpr Version kV0_62{0, 62, 162}, kV0_64{0, 64, 168}, kV0_68{0, 68, 39}, kV0_72{0, 72, 0},
    kV0_73{0, 73, 76};
constexpr Version kV0_73_31{0, 73, 31}, kV0_73_89{0, 73, 89}, kV0_73_160{0, 73, 160};
constexpr Version kV1_0{1, 0, 0}, kV1_1{1, 1, 0}, kV1_2{1, 2, 0}, kV1_3{1, 3, 0}, kV1_4{1, 4, 0};

constexpr auto kChanges = std::to_array<SdkChange>({
    {"removed-stub", "modal.Stub", "", kV0_62, kV1_0, "modal.App", Mend::rename, "App"},

    {"removed-lookup", "modal.Function.lookup", "", kV0_72, kV1_2, "modal.Function.from_name", Mend::rename,
     "from_name"},
    {"removed-lookup", "modal.Cls.lookup", "", kV0_72, kV1_2, "modal.Cls.from_name", Mend::rename,
     "from_name"},
    {"removed-lookup", "modal.Dict.lookup", "", kV0_72, kV1_2, "modal.Dict.from_name", Mend::rename,
     "from_name"},
    {"removed-lookup", "modal.Queue.lookup", "", kV0_72, kV1_2, "modal.Queue.from_name", Mend::rename,
     "from_name"},
    {"removed-lookup", "modal.Volume.lookup", "", kV0_72, kV1_2, "modal.Volume.from_name", Mend::rename,
     "from_name"},
    {"removed-lookup", "modal.Secret.lookup", "", kV0_72, kV1_2, "modal.Secret.from_name", Mend::rename,
     "from_name"},
    {"removed-lookup", "modal.NetworkFileSystem.lookup", "", kV0_72, kV1_2,
     "modal.NetworkFileSystem.from_name", Mend::rename, "from_name"},

    {"removed-autoscaler-keywords", "modal.App.function", "keep_warm", kV0_73, kV1_4,
     "min_containers=", Mend::rename, "min_containers"},
    {"removed-autoscaler-keywords", "modal.App.function", "concurrency_limit", kV0_73, kV1_4,
     "max_containers=", Mend::rename, "max_containers"},
    {"removed-autoscaler-keywords", "modal.App.function", "container_idle_timeout", kV0_73, kV1_4,
     "scaledown_window=", Mend::rename, "scaledown_window"},
    {"removed-autoscaler-keywords", "modal.App.cls", "keep_warm", kV0_73, kV1_4,
     "min_containers=", Mend::rename, "min_containers"},
    {"removed-autoscaler-keywords", "modal.App.cls", "concurrency_limit", kV0_73, kV1_4,
     "max_containers=", Mend::rename, "max_containers"},
    {"removed-autoscaler-keywords", "modal.App.cls", "container_idle_timeout", kV0_73, kV1_4,
     "scaledown_window=", Mend::rename, "scaledown_window"},
    {"removed-autoscaler-keywords", "modal.Cls.with_options", "keep_warm", kV0_73, kV1_4,
     "min_containers=", Mend::rename, "min_containers"},
    {"removed-autoscaler-keywords", "modal.Cls.with_options", "concurrency_limit", kV0_73, kV1_4,
     "max_containers=", Mend::rename, "max_containers"},
    {"removed-autoscaler-keywords", "modal.Cls.with_options", "container_idle_timeout", kV0_73, kV1_4,
     "scaledown_window=", Mend::rename, "scaledown_window"},

    {"removed-allow-concurrent-inputs", "modal.App.function", "allow_concurrent_inputs", kV0_73_160, kV1_4,
     "@modal.concurrent(max_inputs=…)"},
    {"removed-allow-concurrent-inputs", "modal.App.cls", "allow_concurrent_inputs", kV0_73_160, kV1_4,
     "@modal.concurrent(max_inputs=…)"},

    {"removed-web-endpoint", "modal.web_endpoint", "", kV0_73_89, kV1_4, "modal.fastapi_endpoint",
     Mend::rename, "fastapi_endpoint"},

    {"removed-mount", "modal.Mount", "", kV0_72, kV1_0,
     "Image.add_local_dir, add_local_file or add_local_python_source"},
    {"removed-mount", "modal.Mount.", "", kV0_72, kV1_0,
     "Image.add_local_dir, add_local_file or add_local_python_source"},
    {"removed-mount", "modal.App.function", "mounts", kV0_72, kV1_0, "Image.add_local_dir and its kin"},
    {"removed-mount", "modal.App.function", "mount", kV0_72, kV1_0, "Image.add_local_dir and its kin"},
    {"removed-mount", "modal.App.cls", "mounts", kV0_72, kV1_0, "Image.add_local_dir and its kin"},
    {"removed-mount", "modal.Image.copy_mount", "", kV0_72, {1, 0, 5}, "Image.add_local_dir and its kin"},

    {"gpu-object-removed", "modal.gpu.", "", kV0_73_31, kV1_4, "a text, as in gpu=\"A100-80GB:2\""},

    {"removed-image-copy", "modal.Image.copy_local_file", "", kV0_72, kV1_1, "add_local_file(…, copy=True)"},
    {"removed-image-copy", "modal.Image.copy_local_dir", "", kV0_72, kV1_1, "add_local_dir(…, copy=True)"},

    {"removed-build-decorator", "modal.build", "", kV0_72, kV1_1,
     "Image.run_function, or a volume that @modal.enter() fills"},

    {"from-name-removed-keyword", "modal.Dict.from_name", "namespace", kV1_1, kV1_4, "nothing"},
    {"from-name-removed-keyword", "modal.Queue.from_name", "namespace", kV1_1, kV1_4, "nothing"},
    {"from-name-removed-keyword", "modal.Volume.from_name", "namespace", kV1_1, kV1_4, "nothing"},
    {"from-name-removed-keyword", "modal.Secret.from_name", "namespace", kV1_1, kV1_4, "nothing"},
    {"from-name-removed-keyword", "modal.Function.from_name", "namespace", kV1_1, kV1_4, "nothing"},
    {"from-name-removed-keyword", "modal.Cls.from_name", "namespace", kV1_1, kV1_4, "nothing"},
    {"from-name-removed-keyword", "modal.Function.from_name", "tag", kV0_68, kV1_0, "name=", Mend::rename,
     "name"},
    {"from-name-removed-keyword", "modal.Cls.from_name", "tag", kV0_68, kV1_0, "name=", Mend::rename, "name"},
    {"from-name-removed-keyword", "modal.Volume.from_name", "label", kV0_68, kV1_0, "name=", Mend::rename,
     "name"},
    {"from-name-removed-keyword", "modal.Dict.from_name", "label", kV0_68, kV1_0, "name=", Mend::rename,
     "name"},
    {"from-name-removed-keyword", "modal.Queue.from_name", "label", kV0_68, kV1_0, "name=", Mend::rename,
     "name"},

    {"deprecated-object-statics",
     "modal.Volume.delete",
     "",
     {1, 1, 2},
     {1, 5, 0},
     "modal.Volume.objects.delete"},
    {"deprecated-object-statics", "modal.Dict.delete", "", {1, 1, 2}, {1, 5, 0}, "modal.Dict.objects.delete"},
    {"deprecated-object-statics",
     "modal.Queue.delete",
     "",
     {1, 1, 2},
     {1, 5, 0},
     "modal.Queue.objects.delete"},
    {"deprecated-object-statics",
     "modal.Volume.create_deployed",
     "",
     {1, 1, 2},
     {1, 5, 0},
     "modal.Volume.objects.create"},
    {"deprecated-object-statics",
     "modal.Secret.create_deployed",
     "",
     {1, 1, 2},
     {1, 5, 0},
     "modal.Secret.objects.create"},

    {"removed-conda", "modal.Image.conda", "", kNever, kV0_64, "Image.micromamba"},
    {"removed-conda", "modal.Image.conda_install", "", kNever, kV0_64, "Image.micromamba_install"},
    {"removed-conda", "modal.Image.conda_update_from_environment", "", kNever, kV0_64,
     "Image.micromamba_install(spec_file=…)"},

    {"removed-dockerhub", "modal.Image.from_dockerhub", "", kNever, kV0_64, "modal.Image.from_registry",
     Mend::rename, "from_registry"},

    {"removed-shared-volume", "modal.SharedVolume", "", kNever, kV0_64, "modal.Volume.from_name"},
    {"removed-shared-volume", "modal.SharedVolume.persisted", "", kNever, kV0_64,
     "modal.Volume.from_name(…, create_if_missing=True)"},
    {"removed-shared-volume", "modal.Volume.persisted", "", kNever, kV0_64,
     "modal.Volume.from_name(…, create_if_missing=True)"},
    {"removed-shared-volume", "modal.App.function", "shared_volumes", kNever, kV0_64, "volumes="},

    {"deprecated-max-inputs", "modal.App.function", "max_inputs", kV1_3, kNotGone,
     "single_use_containers=True", Mend::rename, "single_use_containers"},
    {"deprecated-max-inputs", "modal.App.cls", "max_inputs", kV1_3, kNotGone, "single_use_containers=True",
     Mend::rename, "single_use_containers"},
});

} // namespace

std::span<const SdkChange> sdk_changes() {
    return kChanges;
}

} // namespace modal_lsp::modal
