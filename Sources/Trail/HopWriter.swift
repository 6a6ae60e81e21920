import Records
import StageKit

/// Publishes what became of stolen money, with the reasons in words.
struct HopWriter {
    let account: String
    let homeIFSC: String?
    let source: SourceRef
    let runID: String?
    static let versions = Versions(detector: "trail-1")

    /// - Parameters:
    ///   - share: how much of the booking is stolen money, 0...1.
    ///   - atRisk: what is left of this case and layer at the account.
    func emit(
        _ kind: TrailHop.Kind, _ lot: TaintLot, amount: Int64, atRisk: Int64, at time: ZonedTime, share: Double = 1,
        toAccount: String? = nil, terminal: BankTransaction.Terminal? = nil, why: [(code: String, words: String)],
        into effects: inout Effects
    ) {
        let score = Self.rounded(Self.certainty(layer: lot.layer) * (0.6 + 0.4 * share))
        // The first reason carries the hop; the others share a third.
        let rest = why.count > 1 ? 0.3 / Double(why.count - 1) : 0
        let reasons = why.enumerated().map { index, reason in
            let part = index == 0 ? (why.count > 1 ? 0.7 : 1) : rest
            return Reason(code: reason.code, contribution: Self.rounded(score * part), evidence: reason.words)
        }
        let verdict = Verdict(score: score, reasons: reasons, versions: Self.versions, source: source, runID: runID)
        let hop = TrailHop(
            caseID: lot.caseID, account: account, kind: kind, layer: lot.layer, amount: MinorUnits(amount),
            atRisk: MinorUnits(atRisk), at: time, stolenAt: lot.stolenAt, toAccount: toAccount, terminal: terminal,
            homeIFSC: homeIFSC, path: lot.path, state: lot.state, district: lot.district,
            policeStation: lot.policeStation, verdict: verdict)
        effects.emit(.trailHop(hop), to: .trailHops, at: time.time)
    }

    /// How sure it is that the money is the stolen money: every hop mixes it a little more.
    private static func certainty(layer: Int) -> Double {
        var value = 0.98
        for _ in 1..<max(2, min(layer, 40)) where layer > 1 { value *= 0.96 }
        return value
    }

    private static func rounded(_ value: Double) -> Double { Double(Int(value * 10_000 + 0.5)) / 10_000 }
}

/// Figures as people say them.
enum Words {
    static func rupees(_ amount: Int64) -> String { MinorUnits(amount).rupees }

    static func duration(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1_000
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) days"
        }
    }
}
