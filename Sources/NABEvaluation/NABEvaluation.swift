import Foundation
public import Series

/// Runs the series detector over the benchmark and scores it.
public struct NABEvaluation: Sendable {
    public let corpus: NABCorpus
    public let scorer: NABScorer

    public init(_ corpus: NABCorpus) {
        self.corpus = corpus
        scorer = NABScorer(corpus)
    }

    /// One score a row of every file, each file by a detector of its own that starts empty.
    public func scores(_ configuration: SeriesConfiguration = .standard) -> [[Double]] {
        corpus.files.map { file in
            var detector = SeriesDetector(configuration)
            return file.values.indices.map { row in
                detector.step(time: file.seconds[row], value: file.values[row]).score
            }
        }
    }

    /// Standard profile: optimised, at the configuration's threshold, and one folder left out.
    public func variant(_ name: String, _ configuration: SeriesConfiguration) -> NABReport.Variant {
        let scores = scores(configuration)
        return NABReport.Variant(
            name: name, standard: scorer.optimum(scores, profile: .standard).normalised,
            fixedThreshold: fixed(scores, configuration),
            leaveOneFolderOut: scorer.leaveOneFolderOut(scores, profile: .standard))
    }

    private func fixed(_ scores: [[Double]], _ configuration: SeriesConfiguration) -> Double {
        scorer.normalised(
            scorer.results(scores, threshold: configuration.alarmThreshold, profile: .standard), profile: .standard)
    }

    /// The whole report.
    ///
    /// - Parameters:
    ///   - golden: scores of a published detector, one array a file in the order of the corpus.
    ///   - studies: whether to add the ablation and the sensitivity, about forty runs more.
    public func report(
        _ configuration: SeriesConfiguration = .standard, golden: [[Double]]? = nil, studies: Bool = true
    ) -> NABReport {
        let clock = ContinuousClock()
        let start = clock.now
        let scores = scores(configuration)
        let spent = start.duration(to: clock.now) / .microseconds(1)
        let optima = NABProfile.all.map { scorer.optimum(scores, profile: $0) }
        let rows = scores.reduce(0) { $0 + $1.count }
        let sensitivity = studies ? sensitivity(configuration) : nil
        return NABReport(
            standard: optima[0].normalised, rewardLowFalsePositives: optima[1].normalised,
            rewardLowFalseNegatives: optima[2].normalised, fixedThreshold: fixed(scores, configuration),
            leaveOneFolderOut: scorer.leaveOneFolderOut(scores, profile: .standard),
            leaveOneFolderOutTuned: sensitivity?.tuned, alarmThreshold: configuration.alarmThreshold,
            optimisedThresholds: Dictionary(
                uniqueKeysWithValues: zip(NABProfile.all.map(\.name), optima.map(\.threshold))),
            rows: rows, windows: corpus.files.reduce(0) { $0 + $1.windows.count },
            microsecondsPerRecord: rows > 0 ? spent / Double(rows) : 0, stateBytes: SeriesState.encodedBytes,
            files: scorer.results(scores, threshold: optima[0].threshold, profile: .standard),
            windowedGaussian: golden.map { scores in
                NABReport.Totals(NABProfile.all.map { scorer.optimum(scores, profile: $0) })
            },
            ablation: studies ? ablation(configuration) : [], sensitivity: sensitivity?.variants ?? [],
            published: PublishedScore.scoreboard)
    }

    /// The detector without one of its parts, and with one only.
    public func ablation(_ configuration: SeriesConfiguration) -> [NABReport.Variant] {
        var found: [NABReport.Variant] = []
        for part in SubDetector.allCases {
            var changed = configuration
            changed.enabled.remove(SubDetectors(part))
            found.append(variant("without \(part.rawValue)", changed))
        }
        for part in SubDetector.allCases where part != .burst {
            var changed = configuration
            changed.enabled = SubDetectors(part)
            found.append(variant("only \(part.rawValue)", changed))
        }
        var changed = configuration
        changed.refractoryLength = 0
        found.append(variant("without refractory", changed))
        changed = configuration
        changed.surpriseWeight = 0
        found.append(variant("episode rank only", changed))
        changed = configuration
        changed.episodeMemory = 1
        changed.surpriseWeight = 1
        found.append(variant("fused surprise only", changed))
        return found
    }

    /// The configuration, and each main setting of it halved and doubled.
    func neighbours(_ configuration: SeriesConfiguration) -> [(name: String, configuration: SeriesConfiguration)] {
        let lengths: [(String, WritableKeyPath<SeriesConfiguration, Int>)] = [
            ("memory", \.memory), ("episodeMemory", \.episodeMemory), ("episodeLength", \.episodeLength),
            ("refractoryLength", \.refractoryLength), ("warmUp", \.warmUp),
        ]
        let factors: [(String, WritableKeyPath<SeriesConfiguration, Double>)] = [
            ("clip", \.clip), ("tailExponent", \.tailExponent), ("fastLength", \.fastLength),
            ("mediumLength", \.mediumLength), ("slowLength", \.slowLength), ("driftLength", \.driftLength),
            ("seasonalLength", \.seasonalLength), ("burstLength", \.burstLength),
            ("episodeContrast", \.episodeContrast), ("surpriseWeight", \.surpriseWeight),
        ]
        var found = [(name: "as configured", configuration: configuration)]
        for (name, path) in lengths {
            var changed = configuration
            changed[keyPath: path] = configuration[keyPath: path] / 2
            found.append(("\(name) / 2", changed))
            changed[keyPath: path] = configuration[keyPath: path] * 2
            found.append(("\(name) * 2", changed))
        }
        for (name, path) in factors {
            var changed = configuration
            changed[keyPath: path] = configuration[keyPath: path] / 2
            found.append(("\(name) / 2", changed))
            changed[keyPath: path] = configuration[keyPath: path] * 2
            found.append(("\(name) * 2", changed))
        }
        return found
    }

    /// Scores the neighbours of a configuration, and lets every folder choose among them by the other folders.
    public func sensitivity(
        _ configuration: SeriesConfiguration
    ) -> (variants: [NABReport.Variant], tuned: Double) {
        var variants: [NABReport.Variant] = []
        var chosen: [NABScorer.FolderChoice] = []
        for (name, changed) in neighbours(configuration) {
            let scores = scores(changed)
            let choices = scorer.folderChoices(scores, profile: .standard)
            variants.append(
                NABReport.Variant(
                    name: name, standard: scorer.optimum(scores, profile: .standard).normalised,
                    fixedThreshold: fixed(scores, changed),
                    leaveOneFolderOut: scorer.normalised(choices.flatMap(\.results), profile: .standard)))
            chosen =
                chosen.isEmpty
                ? choices : zip(chosen, choices).map { $1.elsewhere > $0.elsewhere ? $1 : $0 }
        }
        return (variants, scorer.normalised(chosen.flatMap(\.results), profile: .standard))
    }
}
