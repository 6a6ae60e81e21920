# Everything a developer types. `make` alone prints this list.

.DEFAULT_GOAL := help
.PHONY: help bootstrap build demo test bench bench-peers instructions sbom lint format clean

help: ## this list
	@echo "Prahari: event-driven stream processor against cyber-fraud"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
	@echo
	@echo "Scripts with --help of their own: ops/bootstrap ops/broker ops/test ops/demo ops/sbom"

bootstrap: ## install the system packages that are missing
	@ops/bootstrap

build: bootstrap ## build the processor, release mode
	swift build -c release --product prahari

demo: build ## real records through a real broker, stage by stage; ends with a summary
	@ops/demo

test: ## all tests; FILTER=Name runs some of them
	@ops/test $(if $(FILTER),--filter '$(FILTER)')

bench: build ## throughput and latency beside a raw client loop; results in Benchmarks/RESULTS.md
	@ops/bench

bench-peers: build ## other stream processors beside this one, on one small job; see Benchmarks/peers/README.md
	@ops/bench-peers

instructions: build ## instructions a booking costs, under callgrind; fails when they grew (Benchmarks/instructions.txt)
	@ops/instructions

sbom: ## the bill of materials, CycloneDX JSON, in .build/sbom.cdx.json
	@test -f Package.resolved || swift package resolve
	@ops/sbom

lint: ## the style: swift format --strict, shell syntax
	swift format lint --strict --parallel --recursive --configuration .swift-format Sources Tests Package.swift
	@for script in ops/bootstrap ops/broker ops/test ops/demo ops/bench ops/bench-peers ops/instructions ops/sbom .ci/run; do \
		if [ -f "$$script" ]; then bash -n "$$script" || exit 1; fi; done
	@for script in ops/broker-front ops/security-check ops/interrupt-check; do \
		python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())' "$$script" || exit 1; done
	@echo "lint: good"

format: ## rewrite the sources in the style
	swift format --in-place --parallel --recursive --configuration .swift-format Sources Tests Package.swift

clean: ## stop and wipe the local brokers, delete what was built
	@for data in .broker/*/; do \
		if [ -f "$$data/engine" ]; then \
			ops/broker wipe --data "$(CURDIR)/$${data%/}" || exit 1; fi; done
	rm -rf .build .broker .state
