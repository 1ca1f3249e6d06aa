#include <cstdio>

int main() {
    std::puts("modal-lsp " MODAL_LSP_VERSION);
    return 0;
}
