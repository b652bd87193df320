# Works on a bare Debian 12 with apt, make and git: what is missing is installed first.
.DEFAULT_GOAL := help
.PHONY: help demo test goldens accuracy bench fuzz format tidy clean packages bench-tools fuzz-tools tools release

SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
# The packages under one heading of packages.txt.
section = $(shell sed -n '/^\# $(1)/,/^\# /{/^[a-z]/p}' packages.txt)
FUZZ_SECONDS ?= 30

# Installs the packages in $(1) that dpkg does not know as installed.
define install
@missing=$$(for package in $(1); do \
  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q ' installed$$' || echo $$package; done); \
if [ -n "$$missing" ]; then \
  $(SUDO) apt-get update -q && \
  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
fi
endef

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: release ## build, and check the documents under examples/
	build/release/stratlint check --fail-on never examples/

test: release ## build and run every test
	ctest --preset release --parallel 2

goldens: release ## rewrite the expected outputs of the tests
	STRATLINT_UPDATE=1 ctest --preset release

# Further documents whose labels are kept here, if a folder of them stands beside the source tree.
CORPUS ?= $(firstword $(wildcard ../*/corpus))

accuracy: release ## how well documents are read, by key, role, scope and rule; rewrites docs/accuracy.md
	STRATLINT_UPDATE=1 build/release/tests/accuracy_test --gtest_filter=*TablesAreUpToDate --gtest_brief=1
	build/release/tests/accuracy tests/wild tests/wild
	build/release/tests/accuracy tests/wild/corpus '$(or $(CORPUS),corpus)'

bench: release bench-tools ## CPU against a Markdown parse, memory, cold start, documents that are made to hurt
	bench/ratio.sh build/release
	bench/scale.sh build/release
	bench/hostile.sh build/release
	build/release/bench/recompute

fuzz: packages fuzz-tools ## run every fuzz target for FUZZ_SECONDS
	cmake --preset fuzz
	cmake --build --preset fuzz
	tests/fuzz/run.sh build/fuzz/tests/fuzz $(FUZZ_SECONDS)

tidy: tools ## clang-tidy over every source file
	cmake --preset tidy
	cmake --build --preset tidy

format: tools ## clang-format over every source file
	git ls-files '*.cpp' '*.h' '*.hpp' | xargs clang-format -i

clean: ## remove all builds
	rm -rf build

release: packages
	cmake --preset release
	cmake --build --preset release

packages:
	$(call install,$(call section,Build))

bench-tools:
	$(call install,$(call section,Benchmarks))

fuzz-tools:
	$(call install,$(call section,Fuzzing))

tools: packages fuzz-tools
	$(call install,$(call section,Formatting))
