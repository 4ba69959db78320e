# `make help` says what there is.

HADIR_TOOLS ?= $(HOME)/.cache/hadir/tools
CARGO_TARGET_DIR ?= $(CURDIR)/target
LEPTOS_SITE_ROOT ?= $(CURDIR)/target/site
export HADIR_TOOLS CARGO_TARGET_DIR LEPTOS_SITE_ROOT
export PATH := $(HADIR_TOOLS)/bin:$(CURDIR)/end2end/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)

HADIR := $(CARGO_TARGET_DIR)/release/hadir
PHONE := -p app --no-default-features --features csr --target wasm32-unknown-unknown

# What phones download is a tenth smaller with a standard library built for size and panics without their texts. That
# needs Rust's own sources, and permission for flags that this pinned Rust has but does not promise for later ones.
SOURCES = $(shell test -f "$$(rustc --print sysroot)/lib/rustlib/src/rust/library/std/Cargo.toml" && echo there)
LEAN_FLAGS := --cfg erase_components -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none
LEAN_STD := --lib-cargo-args=-Zbuild-std=std,panic_abort --lib-cargo-args=-Zbuild-std-features=optimize_for_size
LEAN = $(if $(SOURCES),RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$(LEAN_FLAGS)")
LEAN_ARGS = $(if $(SOURCES),$(LEAN_STD))

.DEFAULT_GOAL := help
.PHONY: help serve dev build test check soak faults unit phone-suite bench setup-build setup-test

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

serve: build ## Build, and serve a demo association on http://localhost:3000 (or HADIR_ADDR)
	$(HADIR) demo

dev: setup-build ## Build quickly, serve, and build again at each change
	cargo leptos watch -- serve

# What a build that was stopped left behind would stop the next.
build: setup-build ## Build the program and the site
	@rm -f "$(LEPTOS_SITE_ROOT)"/pkg/__wasm_split_manifest*
	$(LEAN) cargo leptos build --release --precompress --split --frontend-only --lib-features split $(LEAN_ARGS)
	cargo build --release --package server --bin hadir

test: setup-test unit phone-suite build ## Run every test
	cd end2end && npx --no-install playwright test

check: setup-build ## Check format, lints, the fast tests and a short simulation
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy $(PHONE) --features split -- -D warnings
	cargo test --workspace --lib --bins
	cargo test --package server --test sim -- --skip on_postgres
	cd end2end && npm run --silent types

# Seeds nobody ran before, in the program as it is released.
soak: setup-test faults build ## Simulate for long (HADIR_SIM_RUNS), plant faults, send what nobody should (HADIR_FUZZ_RUNS), kill phone and server (HADIR_CRASHES)
	HADIR_SIM_FROM=$${HADIR_SIM_FROM:-$$(date +%s)} HADIR_SIM_RUNS=$${HADIR_SIM_RUNS:-10000} \
		cargo test --release --package server --test sim every_claim -- --nocapture
	HADIR_SIM_FROM=$${HADIR_SIM_FROM:-$$(date +%s)} HADIR_SIM_RUNS=$${HADIR_SIM_POSTGRES_RUNS:-1000} \
		.ci/postgres cargo test --release --package server --test sim on_postgres -- --nocapture
	HADIR_FUZZ_RUNS=$${HADIR_FUZZ_RUNS:-20000} cargo test --package server --test it fuzz::
	cd end2end && HADIR_CRASHES=$${HADIR_CRASHES:-200} npx --no-install playwright test crash.spec.ts

faults: setup-build ## Plant faults of a sync one by one, and see that the simulation finds them
	cargo test --package server --test sim planted_faults -- --ignored --nocapture

bench: setup-test build ## Measure, beside the raw floor of the same machine
	cargo build --release --package server --example push --example verify --example scale
	cargo test --release --package server --test sim --no-run
	cargo build --release --package domain --example find_figures
	cd end2end && npm run --silent bench

# One PostgreSQL for all of them.
unit: setup-test
	@if cargo nextest --version >/dev/null 2>&1; then \
		.ci/postgres cargo nextest run --workspace && cargo test --workspace --doc; \
	else \
		.ci/postgres cargo test --workspace; \
	fi

# The app's own tests, and in a real browser those that need one: the store's behaviour suite on IndexedDB first of all.
phone-suite: setup-test
	cargo test -p app --features csr --lib
	CHROMEDRIVER=$$(command -v chromedriver) CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		WASM_BINDGEN_TEST_TIMEOUT=200 cargo test $(PHONE) --profile wasm-dev --lib

setup-build:
	@.ci/setup build

setup-test:
	@.ci/setup test
