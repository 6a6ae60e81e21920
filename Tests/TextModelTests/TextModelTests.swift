import Testing

@testable import TextModel
@testable import TextTrainer

/// Forty short texts of three kinds.
func corpus() -> (texts: [[UInt8]], classes: [Int]) {
    let names = ["asha", "ravi", "meena", "john", "ali", "priya", "tom", "sana"]
    var texts: [String] = []
    var classes: [Int] = []
    for (index, name) in names.enumerated() {
        texts += [
            "Hi \(name), see you at lunch tomorrow?", "ok \(name) will call after the movie",
            "Dear customer your KYC is blocked, update at http://kyc\(index).in/\(name) now",
            "WIN a prize of Rs \(index + 1)000! Reply YES to 5676\(index)", "thanks \(name), train is late again",
        ]
        classes += [0, 0, 1, 2, 0]
    }
    return (texts.map { Array($0.utf8) }, classes)
}

func small(_ change: (inout TextTraining) -> Void = { _ in }) throws -> TextModel {
    let (texts, classes) = corpus()
    var training = TextTraining()
    change(&training)
    return try TextModel.train(
        texts: texts, targets: classes.map { [$0] }, labels: ["ham", "smishing", "spam"], task: .multiClass, training,
        card: TextModelCard(name: "small", data: "generated", period: "none", createdAt: "2026-01-01"))
}

@Suite struct TextModelTests {
    @Test func learnsThreeKinds() throws {
        let model = try small()
        for (text, label) in [
            ("see you at the movie tomorrow", 0), ("Your KYC is blocked update at http://kyc9.in", 1),
            ("WIN a prize! Reply YES to 56769", 2), ("y\u{043E}ur \u{1D5DE}YC is bl\u{200B}ocked, upd\u{0430}te", 1),
        ] {
            let found = model.predict(text)
            #expect(found.labels == [label], "\(text)")
            #expect(abs(found.probabilities.reduce(0, +) - 1) < 1e-12)
            #expect(found.probabilities.indices.max { found.probabilities[$0] < found.probabilities[$1] } == label)
        }
        #expect(model.card.texts == ["ham": 24, "smishing": 8, "spam": 8])
        #expect(model.card.dataSHA256.count == 64)
        #expect(model.card.metrics["cv_macro_f1"] == 1)
    }

    @Test func sameInputSameBytesAndTheFileGivesThemBack() throws {
        let bytes = try small().bytes()
        #expect(try small().bytes() == bytes)
        #expect(try small { $0.seed = 2 }.bytes() != bytes)
        let read = try TextModel(bytes: bytes)
        #expect(try read.bytes() == bytes)
        let text = "Reply to win a blocked movie at 5676"
        #expect(try read.predict(text) == small().predict(text))
    }

    @Test func brokenFilesAreRefused() throws {
        let bytes = try small().bytes()
        #expect(throws: TextModelError.self) { try TextModel(bytes: []) }
        #expect(throws: TextModelError.self) { try TextModel(bytes: Array(bytes.dropLast())) }
        var generator = Folds.Generator(state: 1)
        for _ in 0..<20 {
            var changed = bytes
            changed[Int(generator.next() % UInt64(bytes.count))] ^= 1 << UInt8(generator.next() % 8)
            #expect(throws: TextModelError.self) { try TextModel(bytes: changed) }
        }
    }

    @Test func scratchMayBeReused() throws {
        let model = try small()
        var scratch = model.scratch()
        for text in ["WIN a prize", "", "lunch?", "\u{200B}", String(repeating: "kyc ", count: 9_000)] {
            let found = model.predict(text.utf8Span.span, &scratch)
            #expect(found == model.predict(text))
            #expect(scratch.counts.allSatisfy { $0 == 0 })
        }
    }

    @Test func theReasonsAddUpAndPointAtTheWords() throws {
        let model = try small()
        let text = "Hi ravi, your KYC is bl\u{200B}ocked, see you tomorrow"
        var scratch = model.scratch()
        let all = model.explain(text.utf8Span.span, label: 1, limit: 10_000, &scratch)
        let sum = all.terms.reduce(0) { $0 + $1.contribution } + model.linear.bias[1]
        #expect(abs(sum - model.predict(text).scores[1]) < 1e-4)
        let few = model.explain(text.utf8Span.span, label: 1, limit: 3, &scratch)
        #expect(few.terms.count == 3)
        let bytes = Array(text.utf8)
        let words = few.spans.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }.joined(separator: "|")
        #expect(words.contains("KYC") && words.contains("bl\u{200B}ocked"))
        #expect(few.spans.allSatisfy { $0.contribution > 0 })
    }

    @Test func severalLabelsAtOnce() throws {
        let (texts, classes) = corpus()
        // "link" goes with class 1, "money" with classes 1 and 2, "never" with none.
        let model = try TextModel.train(
            texts: texts, targets: classes.map { [[], [0, 1], [1]][$0] }, labels: ["link", "money", "never"],
            task: .multiLabel, TextTraining(), card: TextModelCard(name: "m", data: "", period: "", createdAt: ""))
        #expect(model.predict("Dear customer your KYC is blocked, update at http://kyc1.in/ravi").labels == [0, 1])
        #expect(model.predict("WIN a prize of Rs 1000!").labels == [1])
        #expect(model.predict("see you at lunch").labels == [])
        #expect(model.predict("see you at lunch").probabilities[2] < 0.05)
    }

    @Test func twoClassesAreEachOthersNegative() throws {
        let (texts, classes) = corpus()
        let model = try TextModel.train(
            texts: texts, targets: classes.map { [min($0, 1)] }, labels: ["a", "b"], task: .multiClass, TextTraining(),
            card: TextModelCard(name: "m", data: "", period: "", createdAt: ""))
        let scores = model.predict("WIN a prize").scores
        #expect(abs(scores[0] + scores[1]) < 1e-6 && scores[1] > 0)
    }

    @Test(arguments: TextTraining.Solver.allCases)
    func settingsAreKept(_ solver: TextTraining.Solver) throws {
        let model = try small {
            $0.solver = solver
            $0.calibration = .isotonic
            $0.features.maximumFeatures = 200
            $0.features.minimumTexts = 2
            $0.balance = 1
            $0.decision = .bestF1
        }
        #expect(model.featureCount == 200)
        #expect(try TextModel(bytes: model.bytes()).training == model.training)
        #expect(model.predict("WIN a prize! Reply YES").labels == [2])
    }

    @Test func badInputIsNamed() throws {
        let card = TextModelCard(name: "m", data: "", period: "", createdAt: "")
        func train(_ texts: [String], _ targets: [[Int]], _ labels: [String], _ training: TextTraining = TextTraining())
            throws
        {
            _ = try TextModel.train(
                texts: texts.map { Array($0.utf8) }, targets: targets, labels: labels, task: .multiClass, training,
                card: card)
        }
        #expect(throws: TextModelError.shape(what: "targets", expected: "2, one a text", found: "1")) {
            try train(["a", "b"], [[0]], ["x", "y"])
        }
        #expect(throws: TextModelError.shape(what: "target of text 1", expected: "within 0..<2", found: "[2]")) {
            try train(["a", "b"], [[0], [2]], ["x", "y"])
        }
        #expect(throws: TextModelError.shape(what: "target of text 0", expected: "exactly one label", found: "[]")) {
            try train(["a", "b"], [[], [0]], ["x", "y"])
        }
        var training = TextTraining()
        training.cost = 0
        #expect(throws: TextModelError.setting(name: "cost", value: "0.0", legal: "0...1e6, not 0")) {
            try train(["a", "b"], [[0], [1]], ["x", "y"], training)
        }
    }

    @Test func hostileTextsEndInTime() throws {
        let model = try small()
        var scratch = model.scratch()
        let million = 1 << 20
        for text in [
            String(repeating: "a", count: million), String(repeating: "\u{200B}", count: million / 3),
            String(repeating: "ش\u{202E} ", count: million / 6), String(repeating: "a ", count: million / 2),
            String(repeating: "\u{1D5D9}", count: million / 4), String(repeating: "1!", count: million / 2),
        ] {
            let found = model.predict(text.utf8Span.span, &scratch)
            #expect(found.scores.allSatisfy { $0.isFinite })
        }
    }
}
