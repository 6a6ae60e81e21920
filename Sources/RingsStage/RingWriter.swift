import Records
import StageKit

/// Publishes a finding with its score and the reasons in words.
struct RingWriter {
    static let versions = Versions(detector: "rings-1")
    /// The others that a record names at most.
    static let accountsMax = 16
    /// Money that stays for less counts as fast.
    static let fastMilliseconds: Int64 = 2 * 3_600_000

    let account: String
    let source: SourceRef
    let runID: String?

    func emit(_ found: FoundPattern, into effects: inout Effects) {
        let score = RingScore(
            account: account, pattern: found.pattern, accounts: Array(found.accounts.prefix(Self.accountsMax)),
            amount: MinorUnits(found.amount), start: found.start, at: found.at, verdict: verdict(found))
        effects.emit(.ringScore(score), to: .ringsScored, at: found.at.time)
    }

    /// Noisy-or of the pattern, its size, how much of the money went on and how fast. The weights are set by hand:
    /// patterns that need several accounts to agree weigh more than what one account shows.
    private func verdict(_ found: FoundPattern) -> Verdict {
        let isTraced = found.pattern == .cycle || found.pattern == .scatterGather
        let extra = Double(max(0, found.size - found.sizeMin))
        let form = 1 - (isTraced || found.pattern == .gatherScatter ? 0.45 : 0.65) * (1 - 0.3 * extra / (extra + 2))
        var parts: [(code: RingFinding, weight: Double, words: String)] = [
            (RingFinding(found.pattern), form, found.words)
        ]
        if found.share > 0.7 {
            let weight = (found.share - 0.7) * 0.6
            parts.append((.passedOn, weight, "\(Words.percent(found.share)) of the money is accounted for"))
        }
        if found.stayed < Self.fastMilliseconds {
            let weight = 0.35 * (1 - Double(max(0, found.stayed)) / Double(Self.fastMilliseconds))
            parts.append((.fast, weight, "\(Words.duration(found.stayed)) on average"))
        }
        let score = 1 - parts.reduce(1) { $0 * (1 - $1.weight) }
        let total = parts.reduce(0) { $0 + $1.weight }
        let reasons = parts.map {
            Reason(
                code: $0.code.rawValue, contribution: Self.rounded(score * $0.weight / total), evidence: $0.words)
        }
        return Verdict(
            score: Self.rounded(score), reasons: reasons, versions: Self.versions, source: source, runID: runID)
    }

    private static func rounded(_ value: Double) -> Double { Double(Int(value * 10_000 + 0.5)) / 10_000 }
}
