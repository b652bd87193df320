#include <gtest/gtest.h>

#include "rule_files.h"

namespace stratlint {
namespace {

/// A rule file or a part of one, and what is said about it: line:column-length message [label] (related) help.
struct Row {
  const char* text;
  const char* problems;
};

std::string problems(const std::string& rule) {
  return print(load({{{"axis/x/rule.strat", rule}, {"words.strat", test_vocabulary}}}).problems);
}

/// A formula with all that it must have but `require`; the fields stand on line 2.
std::string formula(const std::string& fields) {
  return "rule axis/x { kind formula severity error doc \"d\" message \"m\" judge axis.tp\n" + fields + "\n}";
}

TEST(RuleProblems, InFields) {
  const Row rows[] = {
      {"requir axis.tp == 1", "2:1-6 unknown field `requir` help: did you mean `require`?"},
      {"foo 1", "2:1-3 unknown field `foo` help: did you mean `doc`?"},
      {"require axis.tp = 1", "2:17-1 equality is written `==` [found `=`]"},
      {"require axis.tp == ", "3:1-1 expected a value to compare with [found `}`]"},
      {"require 1 < 2 < 3", "2:15-1 comparisons do not chain, join two of them with `and` [found `<`]"},
      {"require (axis.tp == 1", "3:1-1 expected `)` [found `}`]"},
      {"require axis.tp == 1)", "2:21-1 expected a field or `}` [found `)`]"},
      {"let = 3", "2:5-1 expected a name after `let` [found `=`]"},
      {"let x 3", "2:7-1 expected `=` [found `3`]"},
      {"require axis.tp == 3 GBx", "2:22-3 unknown field `GBx`"},
      {"require axis.tp == 3GBx", "2:21-3 unknown unit after the number [found `GBx`]"},
      {"require avg(axis.tp) == 1",
       "2:9-3 unknown function; there are min, max, floor, ceil, sum, count, distinct, variants, size, stated, claim and requirement [found "
       "`avg`]"},
      {"require min() == 1", "2:13-1 expected an expression [found `)`]"},
      {"require min(1) == 1", "2:9-3 `min` takes two values or more"},
      {"require 1e999 == 1", "2:9-5 the number is out of range"},
      {"require stated(1)", "2:16-1 expected the name of a key [found `1`]"},
      {"require claim(axis.tp, gpu) == 1", "2:24-3 expected `per` and a scope [found `gpu`]"},
      {"require claim(axis.tp, per gpus) == 1", "2:28-4 unknown scope `gpus` help: did you mean `gpu`?"},
      {"require if true then 1 == 1", "3:1-1 expected `else`: an `if` needs both values [found `}`]"},
      {"require any { 1 } == 1", "2:15-1 expected the name of a reading [found `1`]"},
      {"require any { a 1 } == 1", "2:19-1 expected `:` after the name of the reading [found `}`]"},
      {"require any { a: 1, b: 2 } == 1", "2:19-1 expected `;` and another reading, or `}` [found `,`]"},
      {"require any a == 1", "2:13-1 expected `{` after `any` [found `a`]"},
      {"require not", "3:1-1 expected a condition after `not` [found `}`]"},
      {"require axis.tp == 1 and", "3:1-1 expected a condition after `and` [found `}`]"},
      {"require axis.tp == 1 or }", "2:25-1 expected a condition after `or` [found `}`]"},
      {"note \"abc", "2:10-0 expected `\"` at the end of the text, on the same line [found the end of the line]"},
      {"note \"a {axis.tp\"", "2:17-1 expected `}` after the expression [found `\"`]"},
      {"note \"a {axis.tp:}\"", "2:18-1 expected a unit, as in `{x:GB}` [found `}`]"},
      {"note \"a \\x\"", "2:10-1 expected `\"`, `\\`, `n`, `{` or `}` after the backslash [found `x`]"},
      {"note abc", "2:6-3 expected text in quotes [found `abc`]"},
      {"label \"x\"", "2:7-1 expected the name of a key [found `\"`]"},
      {"label axis.tp", "3:1-1 expected text in quotes [found `}`]"},
      {"judge 3", "2:7-1 expected the name of a key [found `3`]"},
      {"margin x", "2:8-1 expected a number, as in `margin 10%` [found `x`]"},
      {"margin 3GB require true", "2:8-1 a margin is a plain number [this is bytes]"},
      {"doc \"\"\" abc", "3:2-0 expected `\"\"\"` at the end of the text [found the end of the file]"},
      {"require axis.tpp == 1", "2:9-8 unknown key `axis.tpp` [not in the vocabulary] help: did you mean `axis.tp`?"},
      {"require axis.tp == pp",
       "2:20-2 unknown name `pp` [neither a key nor a `let` above] help: did you mean `axis.pp`?"},
      {"let tpx = 1 require axis.tp == tp",
       "2:32-2 unknown name `tp` [neither a key nor a `let` above] help: did you mean `axis.tp`?"},
      {"require axis.tp == computed.buble.ratio",
       "2:20-20 unknown computed key `buble.ratio` [cannot be computed] help: did you mean `computed.bubble.ratio`?"},
      {"require computed.zzzzzzzzz == 1", "2:9-18 unknown computed key `zzzzzzzzz` [cannot be computed]"},
      {"require axis.tp == margin", "2:20-6 the rule has no margin [not set] help: add a field like `margin 5%`"},
      {"require memory.total + time.total == 1",
       "2:9-25 cannot add bytes and seconds (2:9 this is bytes) (2:24 this is seconds)"},
      {"require memory.total == 3",
       "2:9-17 cannot compare bytes with a plain number (2:9 this is bytes) (2:25 this is a plain number)"},
      {"require memory.total == 3 and true",
       "2:9-17 cannot compare bytes with a plain number (2:9 this is bytes) (2:25 this is a plain number)"},
      {"require schedule.kind == 3",
       "2:9-18 cannot compare a name with a plain number (2:9 this is a name) (2:26 this is a plain number)"},
      {"require schedule.kind == \"1f1\"",
       "2:26-5 `schedule.kind` is never \"1f1\" [no value of this key] help: did you mean `1f1b`?"},
      {"require schedule.kind < \"1f1b\"",
       "2:9-13 expected a number: conditions and names are only equal or not [this is a name]"},
      {"require \"x\" == schedule.kind",
       "2:9-3 `schedule.kind` is never \"x\" [no value of this key] help: one of: 1f1b, gpipe"},
      {"require axis.tp", "2:9-7 `require` needs a condition [this is a plain number]"},
      {"require not axis.tp", "2:13-7 expected a condition [this is a plain number]"},
      {"require axis.tp and true", "2:9-7 expected a condition [this is a plain number]"},
      {"require -schedule.kind == 1", "2:10-13 expected a number [this is a name]"},
      {"require memory.total ^ 0.5 == 1",
       "2:24-3 expected a whole number as the exponent of bytes [this is a plain number]"},
      {"require memory.total ^ axis.tp == 1",
       "2:24-7 expected a whole number as the exponent of bytes [this is a plain number]"},
      {"require 2 ^ memory.total == 1", "2:13-12 expected a plain number [this is bytes]"},
      {"require memory.total divides axis.tp", "2:9-12 expected a plain number [this is bytes]"},
      {"require min(memory.total, 1) == 1",
       "2:9-20 cannot compare bytes and a plain number (2:13 this is bytes) (2:27 this is a plain number)"},
      {"require floor(1, 2) == 1", "2:9-5 `floor` takes one value"},
      {"require size(schedule.kind) == 1", "2:14-13 the values of `schedule.kind` have no size [this is a name]"},
      {"require size(axis.tp) == 1B", "2:14-7 the values of `axis.tp` have no size [this is a plain number]"},
      {"require size(dtype.weights) == 2",
       "2:14-19 cannot compare bytes with a plain number (2:14 this is bytes) (2:32 this is a plain number)"},
      {"require sum(schedule.kind) == 1", "2:13-13 cannot sum `schedule.kind` [this is a name]"},
      {"require (if axis.tp then 1 else 2) == 1", "2:13-7 expected a condition [this is a plain number]"},
      {"require (if true then 1 else 2GB) == 1",
       "2:9-25 `if` gives a plain number or bytes, which never fit together (2:23 this is a plain number) (2:30 this "
       "is bytes)"},
      {"require any { a: 1; b: 2GB } == 1",
       "2:24-1 the readings are a plain number and bytes (2:18 this is a plain number) (2:24 this is bytes)"},
      {"require any { a: 1 when axis.tp } == 1", "2:25-7 expected a condition [this is a plain number]"},
      {"require memory.total % 3 == 1",
       "2:9-16 cannot take the remainder of bytes and a plain number (2:9 this is bytes) (2:24 this is a plain "
       "number)"},
      {"require model.gated < true",
       "2:9-11 expected a number: conditions and names are only equal or not [this is a condition]"},
      {"require true note \"{memory.total:ms}\"", "2:34-2 cannot print bytes in ms (2:21 this is bytes)"},
      {"require true note \"{memory.total:GBB}\"", "2:34-3 unknown unit `GBB`"},
      {"require true note \"{axis.tp > 1}\"", "2:21-11 a condition has no text [this is a condition]"},
      {"require true note \"{schedule.kind:GB}\"", "2:35-2 cannot print a name in GB (2:21 this is a name)"},
      {"require true label axis.ttp \"x\"",
       "2:20-8 unknown key `axis.ttp` [not in the vocabulary] help: did you mean `axis.tp`?"},
      {"require true recomputed memory.total", "2:25-12 `axis.tp` is a plain number [this is bytes]"},
      {"require true judge axis.pp", "2:14-5 `judge` is given twice [here again]"},
      {"require true keys any", "2:14-4 `keys` is no field of a rule of kind formula [has no meaning here]"},
      {"let a = 1 let a = 2 require a == 1", "2:15-1 `a` is set twice [here again]"},
      {"let margin = 1 require true", "2:5-6 `margin` has a meaning already [needs another name]"},
      {"let recompute = 1 require true", "2:5-9 `recompute` has a meaning already [needs another name]"},
      {"let x = y let y = 1 require x == y", "2:9-1 unknown name `y` [neither a key nor a `let` above]"},
      {"require true when axis.tp", "2:19-7 `when` needs a condition [this is a plain number]"},
  };
  for (const Row& row : rows) EXPECT_EQ(problems(formula(row.text)), row.problems) << row.text;
}

TEST(RuleProblems, OfWholeRules) {
  const Row rows[] = {
      {"", "1:1-0 expected `rule` and its id [found the end of the file]"},
      {"rul x", "1:1-3 expected `rule` and its id [found `rul`]"},
      {"rule", "1:5-0 expected the id of the rule [found the end of the file]"},
      {"rule axis/x", "1:12-0 expected `{` [found the end of the file]"},
      {"rule axis/x { kind formul severity error doc \"d\" message \"m\" }",
       "1:20-6 unknown kind `formul` help: did you mean `formula`?"},
      {"rule axis/x { severity error doc \"d\" message \"m\" }",
       "1:6-6 the rule has no `kind` [needs one] help: one of: formula, equation, group, check, pair, same-fact, pin, suppression, relation, together"},
      {"rule axis/x { kind formula }",
       "1:6-6 the rule has no `severity` [needs one]\n1:6-6 the rule has no `doc` [needs one]\n1:6-6 the rule has no "
       "`message` [needs one]\n1:6-6 the rule has no `judge` [needs one]\n1:6-6 the rule has no `require` [needs one]"},
      {"rule axis/x { kind check severity err doc \"d\" message \"m\" }",
       "1:35-3 unknown severity `err` help: did you mean `error`?"},
      {"rule axis/x { kind equation severity error doc \"d\" message \"m\" subject unt operands axs.* }",
       "1:72-3 unknown subject `unt` help: one of: value, unit, elements\n1:85-5 no key matches `axs.*` [not in the vocabulary]"},
      {"rule axis/x { kind check severity error doc \"d\" message \"{claimd}\" judge axis.tp } x",
       "1:84-1 expected the end of the file: one rule per file [found `x`]"},
      {"rule axis/x { kind check severity error doc \"d\" message \"{claimd}\" judge axis.tp keys axis.tpp axs.* "
       "fraction}",
       "1:68-5 `judge` is no field of a rule of kind check [has no meaning here]\n1:59-6 unknown name `claimd` "
       "[neither a key nor a `let` above] help: did you mean `claimed`?\n1:87-8 unknown key `axis.tpp` [not in the "
       "vocabulary] help: did you mean `axis.tp`?\n1:96-5 no key matches `axs.*` [not in the vocabulary]"},
  };
  for (const Row& row : rows) EXPECT_EQ(problems(row.text), row.problems) << row.text;
}

TEST(VocabularyProblems, InDeclarations) {
  const Row rows[] = {
      {"kay x", "1:1-3 unknown declaration `kay` help: did you mean `key`?"},
      {"key", "1:4-0 expected the name of a key [found the end of the file]"},
      {"key a.b : count { means \"m\" }", "1:5-3 the key `a.b` has no title [needs `title \"…\"`]"},
      {"key a.b : cont { title \"t\" means \"m\" }", "1:11-4 unknown type `cont` help: did you mean `count`?"},
      {"key a.b : count/s", "1:18-0 expected `{` [found the end of the file]"},
      {"key a.b : name/s { title \"t\" means \"m\" }", "1:11-6 `name/s` is no rate of two numbers"},
      {"key a.b : count exat {", "1:17-4 unknown modifier `exat` help: did you mean `exact`?"},
      {"key a.b : count scope gpus { title \"t\" means \"m\" }",
       "1:23-4 unknown scope `gpus` help: did you mean `gpu`?"},
      {"key a.b : count better more { title \"t\" means \"m\" }",
       "1:24-4 unknown direction `more` help: `better higher` or `better lower`"},
      {"key a.b : count assumed x {", "1:25-1 expected a number [found `x`]"},
      {"key a.b : count { titel \"t\" }", "1:19-5 unknown line `titel` help: did you mean `title`?"},
      {"key a.b : count { title t }", "1:25-1 expected text in quotes [found `t`]"},
      {"key a.b : count { title \"t\" means \"m\" label }", "1:45-1 expected phrases in quotes [found `}`]"},
      {"key a.b : count { title \"t\" means \"m\" label \"x\" under }", "1:55-1 expected a topic [found `}`]"},
      {"key a.b : count { title \"t\" means \"m\" label \"x\" under hrdware } topic hardware \"hardware\"",
       "1:55-7 unknown topic `hrdware` help: did you mean `hardware`?"},
      {"key a.b : count { title \"t\" means \"m\" label \"--\" }", "1:46-2 the phrase has no word"},
      {"key a.b : count { title \"t\" means \"m\" value \"x\" }", "1:46-1 `a.b` is a number, it has no named values"},
      {"key a.b : boolean { title \"t\" means \"m\" value \"x\" }",
       "1:48-1 `a.b` is true or false help: the first string is \"true\" or \"false\""},
      {"key a.b : count { title \"t\" means \"m\" } key a.b : count { title \"t\" means \"m\" }",
       "1:45-3 the key `a.b` is declared twice help: a declaration without a type, `key name { … }`, adds words to a "
       "key"},
      {"key a.b : name { title \"t\" means \"m\" value 3 }", "1:44-1 expected a value in quotes [found `3`]"},
      {"key a.b : name { title \"t\" means \"m\" value \"\" }", "1:45-0 the value has no name"},
      {"key a.b : name { title \"t\" means \"m\" value \"x\" 3 \"y\" }", "1:48-1 expected a size, as in `2 B` [found `3`]"},
      {"key a.b : name { title \"t\" means \"m\" value \"x\" 3 Bx }", "1:50-2 unknown unit `Bx`"},
      {"key a.b : name { title \"t\" means \"m\" value \"x\" 3 GB/s }", "1:48-6 `3 GB/s` is B/s, not bytes"},
      {"key a.b : name { title \"t\" means \"m\" value \"x\" 3 % }", "1:48-1 expected a size, as in `2 B` [found `3`]"},
      {"key a.b : name { title \"t\" means \"m\" value \"x\" 3 tokens }", "1:48-8 `3 tokens` is no amount of bytes"},
      {"key a.b : name { title \"t\" means \"m\" value \"x\" 1e999 B }", "1:48-7 the number is out of range"},
      {"key a.b : boolean { title \"t\" means \"m\" value \"true\" 3 B }",
       "1:54-3 `a.b` is true or false, which has no size"},
      {"key a.b : name like { title \"t\" means \"m\" }", "1:21-1 expected the name of a key [found `{`]"},
      {"key a.b : name like a.c { title \"t\" means \"m\" }", "1:21-3 unknown key `a.c` help: did you mean `a.b`?"},
      {"key a.b : name like c { title \"t\" means \"m\" } key c : count { title \"t\" means \"m\" }",
       "1:21-1 `c` is not a name, it has no named values"},
      {"key a.b : count like c { title \"t\" means \"m\" } key c : name { title \"t\" means \"m\" }",
       "1:22-1 `a.b` is not a name, it has no named values"},
      {"key a.b : name like c { title \"t\" means \"m\" } key c : name like d { title \"t\" means \"m\" } key d : name { "
       "title \"t\" means \"m\" }",
       "1:21-1 `c` has no values of its own help: name the key that declares them"},
      {"key a.b { label \"x\" }", "1:5-3 unknown key `a.b`"},
      {"key a.bc : count { title \"t\" means \"m\" } key a.b { label \"x\" }",
       "1:46-3 unknown key `a.b` help: did you mean `a.bc`?"},
      {"scope gpus \"x\"", "1:7-4 unknown scope `gpus` help: did you mean `gpu`?"},
      {"role requirment \"x\"", "1:6-10 unknown role `requirment` help: did you mean `requirement`?"},
      {"mark totl \"x\"", "1:6-4 unknown mark `totl` help: did you mean `total`?"},
      {"same", "1:5-0 expected phrases in quotes [found the end of the file]"},
      {"same gpu \"card\"", "1:6-3 expected phrases in quotes [found `gpu`]"},
      {"same \"gpu\" \"graphics card\"", "1:13-13 `graphics card` is not one word help: `same` takes single words"},
      {"same \"micro-batch\" \"microbatch\"", "1:7-11 `micro-batch` is not one word help: `same` takes single words"},
      {"same \"gpu\" \"\"", "1:13-0 `` is not one word help: `same` takes single words"},
      {"same \"gpu\" \"#\"", "1:13-1 `#` is not one word help: `same` takes single words"},
      {"choice x", "1:9-0 expected phrases in quotes [found the end of the file]"},
      {"topic x \"a {b} c\"", "1:10-7 unknown choice `b` help: `choice name \"…\" \"…\"` declares one, `{a|b}` needs none"},
      {"choice bc \"d\" topic x \"a {b} c\"", "1:24-7 unknown choice `b` help: did you mean `bc`?"},
      {"topic x \"a {b|c\"", "1:10-6 the choice has no end help: expected `}` behind its words"},
      {"choice x \"{a|b}\"", "1:11-5 `{a|b}` has a choice in a choice"},
      {"topic x \"{|}\"", "1:10-3 the phrase has no word"},
      {"topic x \"{a|b|c|d|e|f|g|h}{a|b|c|d|e|f|g|h}{a|b|c|d|e|f|g|h}{a|b|c|d|e|f|g|h}{a|b}\"", "1:10-73 the phrase stands for more than 4096 phrases"},
      {"topic \"x\"", "1:7-1 expected a name [found `\"`]"},
      {"topic x", "1:8-0 expected phrases in quotes [found the end of the file]"},
      {"key a.b : count { title \"t\" means \"m\"",
       "1:38-0 expected `title`, `means`, `label`, `noun`, `axis`, `value` or `}` [found the end of the file]"},
      {"key a.b : count { title \"t\n\" }",
       "1:27-0 expected `\"` at the end of the text, on the same line [found the end of the line]"},
      {"key a.b : count { title \"t\" means \"m\" label \"x\" under hardware noun \"y\" } topic hardware \"h\" topic "
       "noun \"n\"",
       "1:69-1 expected `title`, `means`, `label`, `noun`, `axis`, `value` or `}` [found `\"`]"},
  };
  for (const Row& row : rows) EXPECT_EQ(print(load({{{"words.strat", row.text}}}).problems), row.problems) << row.text;
}

TEST(DeviceProblems, InDeclarations) {
  const Row rows[] = {
      {"device {", "1:8-1 expected the name of the device in quotes [found `{`]"},
      {"device \"X\" memory", "1:12-6 expected `{` [found `memory`]"},
      {"device \"X\" { memory 8 GB source \"s\"", "1:36-0 expected a field or `}` [found the end of the file]"},
      {"device \"X\" { memry 8 GB }", "1:14-5 unknown field `memry` help: did you mean `memory`?"},
      {"device \"X\" { memory 8 }", "1:21-1 expected a number with its unit, as in `80 GB` [found `8`]"},
      {"device \"X\" { memory 8 GBx source \"s\" }", "1:23-3 unknown unit `GBx`"},
      {"device \"X\" { memory 8 GB/s source \"s\" }", "1:21-6 `8 GB/s` is B/s, not bytes"},
      {"device \"X\" { memory 1e999 GB source \"s\" }", "1:21-8 the number is out of range"},
      {"device \"X\" { memory 8 GB bandwidth 3 TB source \"s\" }", "1:36-4 `3 TB` is bytes, not B/s"},
      {"device \"X\" { memory 8 GB link fast source \"s\" }",
       "1:31-4 expected a number with its unit, as in `80 GB` [found `fast`]"},
      {"device \"X\" { memory 8 GB peak 3 TFLOP/s }",
       "1:31-1 expected a data type and its peak, as in `bf16 989 TFLOP/s` [found `3`]"},
      {"device \"X\" { memory 8 GB peak bf16 fast }",
       "1:36-4 expected a peak with its unit, as in `989 TFLOP/s` [found `fast`]"},
      {"device \"X\" { memory 8 GB peak bf61 3 TFLOP/s\n source \"s\" }",
       "1:31-4 unknown data type `bf61` help: did you mean `bf16`?"},
      {"device \"X\" { memory 8 GB peak bf16 3 GB/s\n source \"s\" }", "1:36-6 `3 GB/s` is B/s, not FLOP/s"},
      {"device \"X\" { memory 8 GB domain many }", "1:33-4 expected a number of devices [found `many`]"},
      {"device \"X\" { memory 8 GB domain 99999999999 source \"s\" }", "1:33-11 the number is out of range"},
      {"device \"X\" { memory 8 GB called X }", "1:33-1 expected phrases in quotes [found `X`]"},
      {"device \"X\" { memory 8 GB called \"--\" source \"s\" }", "1:34-2 the phrase has no word"},
      {"device \"X\" { memory 8 GB source s }", "1:33-1 expected text in quotes [found `s`]"},
      {"device \"X\" { memory 8 GB note s }", "1:31-1 expected text in quotes [found `s`]"},
      {"device \"X\" { source \"s\" }", "1:9-1 the device `X` has no memory [needs `memory 80 GB`]"},
      {"device \"X\" { memory 8 GB }", "1:9-1 the device `X` has no source [needs `source \"…\"`]"},
      {"device \"\" { memory 8 GB source \"s\" }", "1:9-0 the value has no name"},
      {"device \"--\" { memory 8 GB source \"s\" }", "1:9-2 the name has no word"},
      {"device \"X\" { memory 8 GB source \"s\" } device \"X\" { memory 8 GB source \"s\" }",
       "1:47-1 the device `X` is declared twice"},
      {"devise \"X\" {", "1:1-6 unknown declaration `devise` help: did you mean `device`?"},
  };
  const std::string names = "key gpu.name : name { title \"GPU\" means \"m\" }";
  for (const Row& row : rows)
    EXPECT_EQ(print(load({{{"words.strat", test_vocabulary + names}, {"devices/x.strat", row.text}}}).problems), row.problems) << row.text;
  EXPECT_EQ(print(load({{{"devices/x.strat", "device \"X\" { memory 8 GB source \"s\" }"}}}).problems),
            "1:9-1 a device needs the key `gpu.name : name`, which is not declared");
}

TEST(RuleProblems, TooManyInputs) {
  std::string keys, sum = "1";
  for (int i = 0; i < 65; ++i) {
    const std::string key = "many.k" + std::to_string(i);
    keys += "key " + key + " : count { title \"t\" means \"m\" }\n";
    sum += " + " + key;
  }
  const std::vector<RuleFile> files = {{"axis/x/rule.strat", formula("require axis.tp == " + sum)},
                                       {"words.strat", test_vocabulary + keys}};
  const std::string text = print(load({files}).problems);
  EXPECT_EQ(text.substr(0, text.find('[')), "2:707-8 a rule may ask for 64 values at most ") << text;
}

/// However a good file is cut or damaged, what is said about it speaks of the rule language, never of C++.
TEST(RuleProblems, NeverShowTypeNames) {
  const std::string rule = formula(
      "margin 10 % let p = any { a: min(1, axis.tp) when stated(axis.pp); b: claim(axis.tp, per gpu) }\n"
      "when not (model.gated) or schedule.kind == \"1f1b\" require if p >= 2 then axis.tp == -p ^ 2 else true\n"
      "label axis.tp \"{p:%}\" note \"\\n\" doc \"\"\" x \"\"\"");
  const std::string words =
      "key a.b : count/s exact assumed 1 scope gpu better lower { title \"t\" means \"m\" label \"x\" under u without "
      "v }\n"
      "topic u \"u\" topic v \"v\" role claim \"a\" heading \"b\" before \"c\"";
  const auto check = [](const std::string& bad, const char* path) {
    for (const LoadProblem& problem : load({{{path, bad}}}).problems) {
      const Finding& finding = problem.finding;
      for (const std::string& text : {finding.message, finding.primary_label, finding.help}) {
        EXPECT_EQ(text.find("::"), std::string::npos) << text << "\n" << bad;
        EXPECT_EQ(text.find('<' + std::string("tao")), std::string::npos) << text;
      }
      EXPECT_FALSE(finding.message.empty()) << bad;
      EXPECT_LE(finding.primary.end, bad.size()) << bad;
    }
  };
  for (const auto& [text, path] : {std::pair(rule, "axis/x/rule.strat"), std::pair(words, "words.strat")}) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      check(text.substr(0, i), path);
      check(text.substr(0, i) + text.substr(i + 1), path);
      check(text.substr(0, i) + "\xC3" + text.substr(i), path);
    }
  }
}

}  // namespace
}  // namespace stratlint
