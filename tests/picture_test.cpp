// Pictures of DAGs: what can be seen of them is checked from their layout, what is written from the bytes.
#include <gmock/gmock.h>
#include <graphviz/cgraph.h>

#include <algorithm>
#include <random>
#include <set>
#include <thread>

#include "beside.h"
#include "picture_checks.h"
#include "pipeline.h"

namespace stratlint {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::optional<Dag> compile_text(const std::string& name, const std::string& text, std::optional<Mode> mode = {}) {
  const Analysis analysis(name, text, default_rules().vocabulary);
  DagRequest request;
  request.mode = mode;
  request.plan = plan_to_compile(analysis.facts, default_rules().vocabulary);
  return compile_dag(analysis.facts, default_rules().vocabulary, request).dag;
}

const std::string model = "model.layers: 8\nmodel.hidden: 1024\nmodel.heads: 16\nmodel.kv_heads: 4\nmodel.ffn: 4096\nmodel.vocab: 32000\nmodel.seq_len: 2048\nbatch.micro: 2\n";
const std::string experts = "model.experts: 16\nmodel.top_k: 2\nmodel.expert_ffn: 2048\nmodel.dense_layers: 1\n";

Dag dag_of(const std::string& pins) {
  const auto dag = compile_text("plan.md", "# Plan\n\n```stratlint\n" + pins + "```\n");
  if (!dag) throw std::runtime_error("no DAG of " + pins);
  return *dag;
}

std::vector<Picture> pictures_of(const Dag& dag, const std::string& name) {
  PictureRequest request;
  request.document = name;
  std::vector<Picture> out{overview_picture(dag, request), pipeline_picture(dag, request)};
  for (const std::uint32_t interleave : {1u, 2u}) {
    request.interleave = interleave;
    if (auto layer = layer_picture(dag, request); layer.picture) out.push_back(std::move(*layer.picture));
    else ADD_FAILURE() << layer.refusal;
  }
  for (std::uint32_t rank = 1; rank < std::min(4u, dag.placement.world); ++rank) request.ranks.push_back(rank);
  if (auto operators = operators_picture(dag, request); operators.picture) out.push_back(std::move(*operators.picture));
  else ADD_FAILURE() << operators.refusal;
  return out;
}

void expect_good(const Dag& dag, const std::string& name) {
  for (const Picture& picture : pictures_of(dag, name)) {
    EXPECT_THAT(layout_problems(picture), IsEmpty()) << name << ", " << picture.title;
    EXPECT_THAT(graph_problems(picture), IsEmpty()) << name << ", " << picture.title;
  }
}

TEST(PictureChecks, SeeWhatIsWrong) {
  Picture picture;
  picture.width = picture.height = 100;
  Box box;
  box.id = "a";
  box.centre = {50, 50};
  box.width = box.height = 20;
  box.lines.push_back({"far too long for it", 9, false, TextInk::strong});
  picture.boxes = {box, box};
  picture.boxes[1].id = "b";
  picture.boxes[1].lines = {{"x", 7, false, TextInk::strong}};
  picture.boxes[1].centre.x = 95;
  picture.arrows = {{0, 1, {}, ArrowStyle::solid, Paint::none, false, {}}, {1, 0, {}, ArrowStyle::solid, Paint::none, false, {}}};
  EXPECT_THAT(layout_problems(picture), testing::ElementsAre("a `far too long for it` overflows: `far too long for it`", "b `x` is set in 7 pt", "b `x` leaves the page"));
  EXPECT_THAT(graph_problems(picture), testing::ElementsAre("there is a cycle"));
  picture.boxes[1].centre.x = 60;
  picture.arrows.clear();
  EXPECT_THAT(layout_problems(picture), testing::Contains("b `x` lies on a `far too long for it`"));
  EXPECT_THAT(graph_problems(picture), testing::Contains("a has no successor"));
}

TEST(Pictures, OfTheExamples) {
  int drawn = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(STRATLINT_SOURCE_DIR) / "examples")) {
    if (entry.path().extension() != ".md") continue;
    const auto dag = compile_text(entry.path().filename(), read_bytes(entry.path()));
    if (!dag) continue;
    expect_good(*dag, entry.path().filename());
    ++drawn;
  }
  EXPECT_GE(drawn, 4);
}

TEST(Pictures, OfDocumentsBesideTheSourceTree) {
  const auto rows = find_beside("seeds/expected.jsonl");
  if (!rows) GTEST_SKIP() << "no labelled documents beside the source tree";
  for (const auto& entry : fs::directory_iterator(rows->parent_path())) {
    if (entry.path().extension() != ".md") continue;
    for (const Mode mode : {Mode::training, Mode::prefill, Mode::decode})
      if (const auto dag = compile_text(entry.path().filename(), read_bytes(entry.path()), mode)) expect_good(*dag, entry.path().filename());
  }
}

TEST(Pictures, OfGeneratedPlans) {
  std::mt19937 random(7);
  const auto one_of = [&](std::initializer_list<int> values) { return *(values.begin() + static_cast<std::ptrdiff_t>(random() % values.size())); };
  for (int i = 0; i < 20; ++i) {
    const int pp = one_of({1, 2, 3, 4, 7, 8, 12, 40}), micro = one_of({1, 3, 8, 20, 80});
    std::string pins = fmt::format("model.layers: {}\nmodel.hidden: 1024\nmodel.heads: 16\nmodel.kv_heads: 4\nmodel.ffn: 4096\nmodel.vocab: 32000\nmodel.seq_len: {}\nbatch.micro: {}\n", std::max(pp, one_of({4, 13, 61})), one_of({128, 4096, 131072}), one_of({1, 4}));
    pins += fmt::format("axis.tp: {}\naxis.pp: {}\naxis.dp: {}\nbatch.microbatches: {}\nmode: {}\n", one_of({1, 2, 8, 16}), pp, one_of({1, 4, 64}), micro, one_of({0, 1}) == 0 ? "training" : "prefill");
    if (one_of({0, 1}) == 1) pins += experts + fmt::format("axis.ep: {}\nlayout.convention: product\n", one_of({1, 4, 8}));
    if (one_of({0, 1}) == 1) pins += "recompute: full\n";
    const auto dag = compile_text("plan.md", "# Plan\n\n```stratlint\n" + pins + "```\n");
    ASSERT_TRUE(dag) << pins;
    expect_good(*dag, pins);
  }
}

TEST(Pictures, SameBytesTwice) {
  const std::string pins = model + experts + "axis.tp: 2\naxis.ep: 4\naxis.pp: 2\nbatch.microbatches: 4\nmode: training\nlayout.convention: product\n";
  const std::vector<Picture> first = pictures_of(dag_of(pins), "plan.md"), second = pictures_of(dag_of(pins), "plan.md");
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i)
    for (const PictureFormat format : {PictureFormat::dot, PictureFormat::svg}) {
      const Drawing a = draw(first[i], format), b = draw(second[i], format);
      EXPECT_EQ(a.error, "");
      EXPECT_FALSE(a.bytes.empty());
      EXPECT_EQ(a.bytes, b.bytes) << first[i].title;
    }
}

TEST(Pictures, SameBytesFromSeveralThreads) {
  const Picture picture = overview_picture(dag_of(model + "axis.tp: 2\naxis.pp: 2\nbatch.microbatches: 4\n"), {});
  const std::string expected = draw(picture, PictureFormat::svg).bytes;
  std::vector<std::string> drawn(4);
  std::vector<std::thread> threads;
  for (std::string& out : drawn) threads.emplace_back([&] { out = draw(picture, PictureFormat::svg).bytes; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(drawn, testing::Each(expected));
}

TEST(Pictures, DotIsReadBackWithoutACycle) {
  const Dag dag = dag_of(model + experts + "axis.tp: 2\naxis.ep: 4\naxis.pp: 2\nbatch.microbatches: 4\nmode: training\nlayout.convention: product\n");
  for (const Picture& picture : pictures_of(dag, "plan \"quoted\" <b> & back\\slash.md")) {
    Agraph_t* graph = agmemread(draw(picture, PictureFormat::dot).bytes.c_str());
    ASSERT_NE(graph, nullptr) << picture.title;
    EXPECT_EQ(static_cast<std::size_t>(agnnodes(graph)), picture.boxes.size() + picture.panels.size());
    EXPECT_EQ(static_cast<std::size_t>(agnedges(graph)), picture.arrows.size());
    EXPECT_STREQ(agget(graph, const_cast<char*>("layout")), "nop2");
    for (const Box& box : picture.boxes) EXPECT_NE(agnode(graph, const_cast<char*>(box.id.c_str()), 0), nullptr) << box.id;
    agclose(graph);
  }
}

TEST(Pictures, EveryFormatIsWhatItSays) {
  const Picture picture = overview_picture(dag_of(model + "axis.tp: 2\n"), {});
  testing::internal::CaptureStderr();
  EXPECT_THAT(draw(picture, PictureFormat::dot).bytes, testing::StartsWith("digraph overview"));
  EXPECT_THAT(draw(picture, PictureFormat::svg).bytes, HasSubstr("<svg"));
  EXPECT_THAT(draw(picture, PictureFormat::png).bytes, testing::StartsWith("\x89PNG"));
  EXPECT_THAT(draw(picture, PictureFormat::pdf).bytes, testing::StartsWith("%PDF"));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

std::string all_text(const Picture& picture) {
  std::string out;
  for (const Box& box : picture.boxes)
    for (const TextLine& line : box.lines) out += line.text + "\n";
  return out;
}

TEST(Overview, SaysWhatWhereAndHowOften) {
  const std::string text = all_text(overview_picture(dag_of(model + "axis.tp: 2\naxis.pp: 2\naxis.dp: 4\nbatch.microbatches: 4\nmode: training\n"), {}));
  EXPECT_THAT(text, HasSubstr("TP 2 × DP 4 × PP 2 = 16 GPUs"));
  EXPECT_THAT(text, HasSubstr("8 GPUs: 8-15"));
  EXPECT_THAT(text, HasSubstr("×4 layers"));
  EXPECT_THAT(text, HasSubstr("TP 2: GPUs 8-9"));
  EXPECT_THAT(text, HasSubstr("DP 4: GPUs 0,2,4,6"));
  EXPECT_THAT(text, HasSubstr("Assumed"));
  EXPECT_THAT(text, HasSubstr("the stages idle"));
}

TEST(Overview, FoldsEqualStages) {
  const Picture picture = overview_picture(dag_of("model.layers: 40\nmodel.hidden: 1024\nmodel.heads: 16\nmodel.ffn: 4096\nmodel.vocab: 32000\nmodel.seq_len: 128\naxis.pp: 10\naxis.dp: 8\nbatch.microbatches: 4\nmode: training\n"), {});
  EXPECT_THAT(all_text(picture), HasSubstr("Stages 1-8"));
  EXPECT_THAT(all_text(picture), HasSubstr("×8, alike"));
}

TEST(Overview, ShowsWhatWasTaken) {
  Dag dag = dag_of(model + "axis.tp: 2\n");
  EXPECT_THAT(all_text(overview_picture(dag, {})), Not(HasSubstr("Recomputed")));
  dag.taken = {"GPU count: 128 in the place of 64 on line 52"};
  for (const Picture& picture : pictures_of(dag, "plan.md")) EXPECT_THAT(all_text(picture), HasSubstr("128 in the place of 64")) << picture.title;
}

TEST(PipelineView, BreaksWhatIsTooMuch) {
  const std::string many = all_text(pipeline_picture(dag_of(model + "axis.pp: 4\nbatch.microbatches: 100\nmode: training\n"), {}));
  EXPECT_THAT(many, HasSubstr("… ×"));
  const std::string few = all_text(pipeline_picture(dag_of(model + "axis.pp: 4\nbatch.microbatches: 8\nmode: training\n"), {}));
  EXPECT_THAT(few, Not(HasSubstr("… ×")));
  const std::string stages = all_text(pipeline_picture(dag_of("model.layers: 40\nmodel.hidden: 1024\nmodel.heads: 16\nmodel.ffn: 4096\nmodel.vocab: 32000\nmodel.seq_len: 128\naxis.pp: 40\nbatch.microbatches: 4\n"), {}));
  EXPECT_THAT(stages, HasSubstr("… ×8 stages"));
  EXPECT_THAT(stages, HasSubstr("Stage 39"));
}

TEST(LayerView, NamesWhatItCannotDraw) {
  const Dag dag = dag_of(model + "axis.tp: 2\nmode: training\n");
  PictureRequest request;
  request.layer = 8;
  EXPECT_EQ(layer_picture(dag, request).refusal, "there is no layer 8: the model has layers 0 to 7");
  request.layer = 7;
  EXPECT_TRUE(layer_picture(dag, request).picture);
  request.pass = Pass::backward;
  EXPECT_TRUE(layer_picture(dag, request).picture);
  request.pass = Pass::recompute;
  EXPECT_EQ(layer_picture(dag, request).refusal, "the layer has no recompute pass");
}

TEST(LayerView, SaysWhatIsExposed) {
  PictureRequest request;
  const Dag dag = dag_of(model + "axis.tp: 2\nmode: training\n");
  EXPECT_THAT(all_text(*layer_picture(dag, request).picture), HasSubstr("Hidden: 0 %"));
  request.interleave = 2;
  EXPECT_THAT(all_text(*layer_picture(dag, request).picture), Not(HasSubstr("Hidden: 0 %")));
  EXPECT_THAT(all_text(*layer_picture(dag_of(model + "axis.tp: 1\nmode: training\n"), {}).picture), HasSubstr("Nothing is communicated"));
}

TEST(OperatorsView, OneCollectiveOfAllItsGpus) {
  const Dag dag = dag_of(model + "axis.tp: 4\nmode: prefill\n");
  PictureRequest request;
  request.ranks = {0, 1, 2, 3};
  const Picture picture = *operators_picture(dag, request).picture;
  int norms = 0, reductions = 0;
  for (const Box& box : picture.boxes) {
    norms += box.id.find("_attn_norm_") != std::string::npos;
    reductions += box.id.find("_attn_reduce_") != std::string::npos;
  }
  EXPECT_EQ(norms, 4);
  EXPECT_EQ(reductions, 1);
}

TEST(OperatorsView, RefusesWhatNobodyCouldRead) {
  const Dag dag = dag_of(model + "axis.tp: 2\naxis.pp: 2\nbatch.microbatches: 64\nmode: training\n");
  PictureRequest request;
  request.ranks = {4};
  EXPECT_EQ(operators_picture(dag, request).refusal, "there is no GPU 4: they are 0 to 3");
  request.ranks = {0, 1, 2, 3};
  request.micro_batches = 0;
  EXPECT_THAT(operators_picture(dag, request).refusal, HasSubstr("boxes are more than a picture can show (3000)"));
  request.ranks = {};
  EXPECT_EQ(operators_picture(dag, request).refusal, "no GPU is named");
}

TEST(PictureHtml, IsOnePageThatNeedsNoNetwork) {
  const std::vector<Picture> pictures = pictures_of(dag_of(model + "axis.tp: 2\n"), "plan.md");
  const Drawing page = emit_picture_html(std::span(pictures).first(2), "a <plan>");
  EXPECT_EQ(page.error, "");
  for (const char* part : {"view-overview", "view-pipeline", "a &lt;plan&gt;", "data-facts=", "id=\"search\"", ".dark svg [fill="}) EXPECT_THAT(page.bytes, HasSubstr(part));
  for (const char* part : {"src=", "href=\"http", "@import", "url(", "fetch(", "@views@", "@dark@"}) EXPECT_THAT(page.bytes, Not(HasSubstr(part)));
  std::set<std::string> ids;
  for (std::size_t at = 0; (at = page.bytes.find(" id=\"", at)) != std::string::npos; ++at) {
    const std::string id = page.bytes.substr(at + 5, page.bytes.find('"', at + 5) - at - 5);
    EXPECT_TRUE(ids.insert(id).second) << id << " stands twice in the page";
  }
}

TEST(TextWidth, IsThatOfTheWidestUsualFont) {
  EXPECT_DOUBLE_EQ(text_width("", 9, false), 0);
  EXPECT_DOUBLE_EQ(text_width("nn", 10, false), 2 * text_width("n", 10, false));
  EXPECT_DOUBLE_EQ(text_width("n", 20, false), 2 * text_width("n", 10, false));
  EXPECT_LT(text_width("i", 10, false), text_width("W", 10, false));
  EXPECT_LT(text_width("n", 10, false), text_width("n", 10, true));
  EXPECT_GT(text_width("×", 10, false), 5);
  EXPECT_GT(text_width("层", 10, false), 9.9);  // not in the table: a full square
}

}  // namespace
}  // namespace stratlint
