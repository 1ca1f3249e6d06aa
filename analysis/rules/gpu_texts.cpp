#include "analysis/rules/gpu_texts.hpp"

#include "analysis/modal/gpus.hpp"
#include "analysis/text/similarity.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::rules {
namespace {

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
}

class Collector {
  public:
    explicit Collector(Inspection& inspection) : inspection_(inspection) {}

    std::vector<GpuText> run() {
        for (const modal::SdkCall& call : inspection_.module.calls()) {
            const auto argument = inspection_.module.given(call.expression, -1, "gpu");
            if (!argument) continue;
            const auto values = inspection_.module.value_of(argument, call.context);
            const modal::Value* value = values.certain();
            if (value != nullptr) take(*value, argument->value_range);
        }
        return std::move(out_);
    }

  private:
    void take(const modal::Value& value, text::ByteRange range) {
        if (value.kind == modal::ValueKind::text && value.pattern.is_known()) return take_text(value, range);
        const auto items = inspection_.module.evaluator().items_of(value);
        if (!items) return;
        for (const auto& item : items->items)
            if (const modal::Value* one = item.value.certain();
                one != nullptr && one->kind == modal::ValueKind::text)
                if (one->pattern.is_known()) take_text(*one, range);
    }

    void take_text(const modal::Value& value, text::ByteRange range) {
        const std::string& text = value.pattern.known();
        const auto colon = text.find(':');
        GpuText gpu{.type = text.substr(0, colon), .range = range};
        if (colon != std::string::npos) gpu.count = text.substr(colon + 1);
        if (value.literal && value.literal->file == inspection_.file.id) {
            gpu.literal = value.literal->range;
            if (range.contains(value.literal->range.begin))
                gpu.range = text::make_range(value.literal->range.begin.value - 1,
                                             value.literal->range.end.value + 1);
        }
        out_.push_back(std::move(gpu));
    }

    Inspection& inspection_;
    std::vector<GpuText> out_;
};

} // namespace

std::vector<GpuText> gpu_texts(Inspection& inspection) {
    return Collector(inspection).run();
}

bool is_gpu(std::string_view type) {
    return std::ranges::find(modal::gpus(), upper(type), &modal::Gpu::type) != modal::gpus().end();
}

std::optional<std::string> nearest_gpu(std::string_view type) {
    std::vector<std::string_view> types;
    for (const modal::Gpu& gpu : modal::gpus())
        types.push_back(gpu.type);
    return text::nearest(upper(type), types);
}

int most_of(std::string_view type) {
    const auto found = std::ranges::find(modal::gpus(), upper(type), &modal::Gpu::type);
    return found == modal::gpus().end() ? 8 : found->most;
}

} // namespace modal_lsp::rules
