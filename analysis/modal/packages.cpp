#include "analysis/modal/packages.hpp"

#include <algorithm>
#include <array>

namespace modal_lsp::modal {
namespace {

constexpr auto kImports = std::to_array<KnownImport>({
    {"PIL", "pillow"},
    {"accelerate", "accelerate"},
    {"anthropic", "anthropic"},
    {"boto3", "boto3"},
    {"bs4", "beautifulsoup4 bs4"},
    {"cv2", "opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless"},
    {"datasets", "datasets"},
    {"diffusers", "diffusers", true},
    {"dotenv", "python-dotenv dotenv"},
    {"duckdb", "duckdb"},
    {"fastapi", "fastapi"},
    {"flask", "flask"},
    {"gradio", "gradio"},
    {"httpx", "httpx"},
    {"jax", "jax", true},
    {"langchain", "langchain"},
    {"librosa", "librosa"},
    {"lightgbm", "lightgbm"},
    {"matplotlib", "matplotlib"},
    {"nltk", "nltk"},
    {"numpy", "numpy"},
    {"onnxruntime", "onnxruntime onnxruntime-gpu", true},
    {"openai", "openai"},
    {"pandas", "pandas"},
    {"playwright", "playwright"},
    {"polars", "polars"},
    {"psycopg2", "psycopg2 psycopg2-binary"},
    {"pyarrow", "pyarrow"},
    {"pydantic", "pydantic"},
    {"redis", "redis"},
    {"requests", "requests"},
    {"scipy", "scipy"},
    {"sentence_transformers", "sentence-transformers", true},
    {"sglang", "sglang", true},
    {"sklearn", "scikit-learn"},
    {"slack_sdk", "slack-sdk"},
    {"soundfile", "soundfile"},
    {"spacy", "spacy"},
    {"sqlalchemy", "sqlalchemy"},
    {"stripe", "stripe"},
    {"tensorflow", "tensorflow tensorflow-cpu tensorflow-gpu", true},
    {"tiktoken", "tiktoken"},
    {"torch", "torch", true},
    {"torchaudio", "torchaudio", true},
    {"torchvision", "torchvision", true},
    {"tqdm", "tqdm"},
    {"transformers", "transformers", true},
    {"vllm", "vllm", true},
    {"whisper", "openai-whisper", true},
    {"xgboost", "xgboost"},
    {"yaml", "pyyaml"},
});

/// Everything of the list above that a distribution brings along, at most. Only distributions whose
/// dependencies are few and well known; any other may bring anything.
struct Brings {
    std::string_view distribution, imports;
};

constexpr auto kBrings = std::to_array<Brings>({
    {"accelerate", "accelerate numpy torch yaml tqdm requests httpx"},
    {"anthropic", "anthropic httpx pydantic"},
    {"beautifulsoup4", "bs4"},
    {"boto3", "boto3"},
    {"diffusers", "diffusers numpy PIL requests tqdm yaml httpx"},
    {"duckdb", "duckdb"},
    {"einops", ""},
    {"fastapi", "fastapi pydantic httpx yaml dotenv requests tqdm"},
    {"ffmpeg-python", ""},
    {"flask", "flask"},
    {"hf-transfer", ""},
    {"httpx", "httpx tqdm"},
    {"huggingface-hub", "requests tqdm yaml httpx"},
    {"matplotlib", "matplotlib numpy PIL"},
    {"numpy", "numpy"},
    {"openai", "openai httpx pydantic tqdm numpy pandas requests"},
    {"opencv-python", "cv2 numpy"},
    {"opencv-python-headless", "cv2 numpy"},
    {"pandas", "pandas numpy"},
    {"pillow", "PIL"},
    {"polars", "polars"},
    {"psycopg2-binary", "psycopg2"},
    {"pydantic", "pydantic"},
    {"python-dotenv", "dotenv"},
    {"pyyaml", "yaml"},
    {"redis", "redis"},
    {"regex", ""},
    {"requests", "requests"},
    {"safetensors", "numpy"},
    {"scikit-learn", "sklearn numpy scipy"},
    {"scipy", "scipy numpy"},
    {"sentencepiece", ""},
    {"soundfile", "soundfile numpy"},
    {"sqlalchemy", "sqlalchemy"},
    {"stripe", "stripe requests httpx"},
    {"tiktoken", "tiktoken requests"},
    {"torch", "torch numpy requests yaml"},
    {"torchaudio", "torchaudio torch numpy requests yaml"},
    {"torchvision", "torchvision torch numpy PIL requests yaml"},
    {"tqdm", "tqdm"},
    {"transformers", "transformers numpy requests tqdm yaml httpx"},
    {"uvicorn", "httpx yaml dotenv"},
});

bool has_word(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

} // namespace

const KnownImport* known_import(std::string_view module) {
    const auto found = std::ranges::find(kImports, module, &KnownImport::name);
    return found == kImports.end() ? nullptr : &*found;
}

Provided provides(const std::set<std::string>& distributions, const KnownImport& import) {
    bool sure = true;
    for (const std::string& distribution : distributions) {
        if (has_word(import.distributions, distribution)) return Provided::yes;
        const auto brings = std::ranges::find(kBrings, distribution, &Brings::distribution);
        if (brings == kBrings.end())
            sure = false;
        else if (has_word(brings->imports, import.name))
            return Provided::yes;
    }
    return sure ? Provided::no : Provided::unknown;
}

} // namespace modal_lsp::modal
