import Records
import StageKit

/// A test that a policy carries: a sample subject and what must come of it.
struct PolicyProof: Decodable {
    struct Sample: Decodable {
        enum CodingKeys: String, CodingKey, CaseIterable {
            case score, tags, reasons, amount, drawn, state, district, station
            case hopKind = "hop_kind", atRisk = "at_risk"
        }

        var score: Double
        var tags: [String]?
        var reasons: [String]?
        var amount: PolicyDocument.Amount?
        /// Missing: all of the amount.
        var atRisk: PolicyDocument.Amount?
        var drawn: Double?
        var hopKind: String?
        var state: String?
        var district: String?
        var station: String?
        var unknownFields: [String]

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            score = try fields.decode(Double.self, forKey: .score)
            tags = try fields.decodeIfPresent([String].self, forKey: .tags)
            reasons = try fields.decodeIfPresent([String].self, forKey: .reasons)
            amount = try fields.decodeIfPresent(PolicyDocument.Amount.self, forKey: .amount)
            atRisk = try fields.decodeIfPresent(PolicyDocument.Amount.self, forKey: .atRisk)
            drawn = try fields.decodeIfPresent(Double.self, forKey: .drawn)
            hopKind = try fields.decodeIfPresent(String.self, forKey: .hopKind)
            state = try fields.decodeIfPresent(String.self, forKey: .state)
            district = try fields.decodeIfPresent(String.self, forKey: .district)
            station = try fields.decodeIfPresent(String.self, forKey: .station)
            unknownFields = try DocumentText.unknownFields(decoder, CodingKeys.allCases.map(\.rawValue))
        }
    }

    var name: String
    var subject: Sample
    /// `none`, a severity, or `<severity> hold` where the bank is asked to hold the money.
    var expect: String

    /// What the policy makes of the sample, in the words of ``expect``.
    func outcome(of policy: AlertPolicy, in check: PolicyCheck) throws(StageFault) -> String {
        if let unknown = subject.unknownFields.first {
            throw check.refuse("tests", "'\(name)': \(unknown) is not a field of a subject")
        }
        let legal = ["none"] + Severity.allCases.flatMap { [$0.rawValue, $0.rawValue + " hold"] }
        guard legal.contains(expect) else {
            throw check.refuse("tests", "'\(name)': expect must be one of " + PolicyCheck.list(legal))
        }
        var sample = AlertSubject(record: policy.record, score: subject.score, at: EventTime(milliseconds: 0))
        sample.tags = subject.tags ?? []
        sample.verdict = Verdict(
            score: subject.score,
            reasons: (subject.reasons ?? []).map { Reason(code: $0, contribution: 0, evidence: "") },
            versions: Versions(), source: sample.verdict.source)
        sample.amount = try rupees(subject.amount, "amount", check)
        sample.atRisk = try rupees(subject.atRisk, "at_risk", check) ?? sample.amount
        sample.drawn = subject.drawn
        if let kind = subject.hopKind {
            guard let known = TrailHop.Kind(rawValue: kind) else {
                throw check.refuse(
                    "tests",
                    "'\(name)': hop_kind must be of " + PolicyCheck.list(TrailHop.Kind.allCases.map(\.rawValue)))
            }
            sample.hopKind = known
        }
        sample.jurisdiction = Jurisdiction(
            state: subject.state, district: subject.district, station: subject.station)
        return outcome(of: policy, sample)
    }

    private func rupees(
        _ amount: PolicyDocument.Amount?, _ field: String, _ check: PolicyCheck
    ) throws(StageFault) -> MinorUnits? {
        guard let amount else { return nil }
        guard let value = amount.value else {
            throw check.refuse("tests", "'\(name)': \(field) must be rupees like \"49000.00\"")
        }
        return value
    }

    private func outcome(of policy: AlertPolicy, _ sample: AlertSubject) -> String {
        let matching = Matching(subject: sample, source: sample.verdict.source, runID: nil)
        guard let candidate = matching.candidate(policy), candidate.action == .trigger else { return "none" }
        let holds = candidate.channels.contains(AlertPolicy.bankHold) ? " hold" : ""
        return candidate.severity.rawValue + holds
    }
}
