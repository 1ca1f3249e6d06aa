#include "analysis/workspace/snapshot.hpp"

namespace modal_lsp::workspace {

const File* Snapshot::file(FileId id) const {
    const auto number = static_cast<std::size_t>(id);
    return number < files_.size() ? files_[number].get() : nullptr;
}

const File* Snapshot::file(std::string_view path) const {
    const auto id = table_->find(path);
    return id ? file(*id) : nullptr;
}

const modal::AppDecl& Snapshot::app_decl(const Ref& ref) const {
    return file(ref.file)->model->apps[ref.number];
}

const modal::Member& Snapshot::member(const Ref& ref) const {
    return file(ref.file)->model->members[ref.number];
}

std::string_view Snapshot::source(const modal::Site& site) const {
    const File* found = file(site.file);
    return found == nullptr ? std::string_view() : found->document.slice(site.range);
}

} // namespace modal_lsp::workspace
