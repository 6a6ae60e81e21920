import Records
import StageKit

/// Publishes a finding with its score and the reasons in words.
struct RingWriter {
    static let versions = Versions(detector: "rings-1")
    /// The others that a record names at most.
    static let accountsMax = 16
    let account: String
    let source: SourceRef
    let runID: String?

    func emit(_ found: FoundPattern, _ score: PatternScore, into effects: inout Effects) {
        var parts = [(RingFinding(found.pattern), score.form, found.words())]
        if score.share > 0 {
            parts.append((.passedOn, score.share, "\(Words.percent(found.share)) of the money is accounted for"))
        }
        if score.speed > 0 { parts.append((.fast, score.speed, "\(Words.duration(found.stayed)) on average")) }
        let whole = score.value
        let total = score.form + score.share + score.speed
        let reasons = parts.map { code, weight, words in
            Reason(code: code.rawValue, contribution: Self.rounded(whole * weight / total), evidence: words)
        }
        let verdict = Verdict(
            score: Self.rounded(whole), reasons: reasons, versions: Self.versions, source: source, runID: runID)
        let record = RingScore(
            account: account, pattern: found.pattern, accounts: Array(found.accounts.prefix(Self.accountsMax)),
            amount: MinorUnits(found.amount), start: found.start, at: found.at, verdict: verdict)
        effects.emit(.ringScore(record), to: .ringsScored, at: found.at.time)
    }

    private static func rounded(_ value: Double) -> Double { Double(Int(value * 10_000 + 0.5)) / 10_000 }
}

/// How sure a pattern makes: the noisy-or of its form and size, of how much of the money went on, and of how briefly it
/// stayed. The weights are set by hand: what several accounts agree on weighs more than what one account shows.
struct PatternScore {
    /// Money that stays for less counts as fast.
    static let fastMilliseconds = 2.0 * 3_600_000

    var form: Double
    var share: Double
    var speed: Double

    init(_ found: FoundPattern) {
        let extra = Double(max(0, found.size - found.sizeMin))
        form = 1 - Self.doubt(found.pattern) * (1 - 0.3 * extra / (extra + 2))
        share = max(0, min(1, found.share) - 0.7) * 0.6
        speed = 0.35 * max(0, 1 - Double(max(0, found.stayed)) / Self.fastMilliseconds)
    }

    var value: Double { 1 - (1 - form) * (1 - share) * (1 - speed) }

    private static func doubt(_ pattern: RingScore.Pattern) -> Double {
        switch pattern {
        case .cycle, .scatterGather: 0.4
        case .gatherScatter: 0.55
        case .fanIn, .fanOut: 0.65
        }
    }
}
