#include "tests/support/operating.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace modal_lsp;
using namespace modal_lsp::testing;

namespace {

const Json kChinese = {{"language", "zh-cn"}};

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

} // namespace

TEST_CASE("what stops a deployment is told in the reader's language") {
    World world(kChinese);
    const Json answer =
        world.result("deploy", on("shop.py"),
                     {{"--version", kVersion}, {"profile current", "acme\n"}, {"config show", "{}"}});
    CHECK(answer["ok"] == false);
    CHECK(says(world.shown(), "没有选定环境"));
    CHECK(says(world.shown(), "解决办法："));
    CHECK_FALSE(says(world.shown(), "To mend it"));
}

TEST_CASE("production is asked about in the reader's language") {
    World world(kChinese);
    world.client.answer_with("window/showMessageRequest", {{"title", "部署到 prod"}});
    world.result("deploy", on("shop.py", {{"environment", "prod"}}),
                 healthy({{"modal deploy", ""}, {"app list", "[]\n"}}));
    const auto questions = world.client.requests("window/showMessageRequest");
    REQUIRE(questions.size() == 1);
    CHECK(questions[0]["message"] == "在生产环境 \"prod\" 中部署 \"shop\"？");
    CHECK(questions[0]["actions"] == Json::array({{{"title", "部署到 prod"}}, {{"title", "取消"}}}));
    CHECK(world.was_run("modal deploy --env=prod shop.py"));
}

TEST_CASE("what a log means is told in the reader's language") {
    World world(kChinese);
    const Json answer = world.result("run", on("shop.py"),
                                     healthy({{"modal run", "!ModuleNotFoundError: No module named 'x'\n"}}));
    CHECK(answer["failures"][0]["message"] == "镜像中没有模块 \"x\"");
    CHECK(says(world.shown(), "以退出码 1 结束。镜像中没有模块 \"x\"；用 `.uv_pip_install(…)` 安装它"));
}

TEST_CASE("a diagnosis is told in the reader's language") {
    World world(kChinese);
    const Json answer = world.result(
        "diagnose", on("shop.py"),
        healthy(
            {{"app list", "[{\"app_id\": \"ap-1\", \"description\": \"shop\", \"state\": \"deployed\"}]\n"},
             {"app logs", "starting\n"},
             {"container list", "[]\n"}}));
    CHECK(answer["message"] == "\"shop\" 在 \"dev\" 中的状态是 deployed。1 行日志中没有已知的故障。"
                               "没有容器在运行：没有被调用，或容器无法启动");
}
