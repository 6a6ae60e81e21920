import Alerting
import Records
import StageKit
import Testing

@Suite("What a command says")
struct CommandTests {
    @Test("A forecast's alert tells an officer where, how much, how sure and by when")
    func words() throws {
        var desk = Desk()
        try desk.take(forecast(0.63, at: minute(0)))
        let command = try #require(desk.commands.first)
        #expect(
            command.summary == "₹50,000 of case FIR-7 at account ACC-1: cash-out expected at Ring Road (ATM-0) with "
                + "probability 63 % in about 21 min. Next: ATM-1 1 %, ATM-2 1 %. Case of Umra, Surat, Gujarat.")
        #expect(command.severity == .critical)
        #expect(command.terminals.count == 5)
        #expect(command.cell == "3be04c")
        #expect(command.caseIDs == ["FIR-7"])
        #expect(command.jurisdiction == Jurisdiction(state: "Gujarat", district: "Surat", station: "Umra"))
        #expect(command.notBefore == minute(0))
        #expect(command.expiresAt == minute(120))
        #expect(command.sourceRefs.count == 1)
        #expect(!command.reasons.isEmpty)
        #expect(command.id.hasPrefix(command.dedupKey + "#"))
    }

    @Test("Transactions, cases and posts alert under the built-in policies")
    func otherRecords() throws {
        var desk = Desk()
        try desk.take(
            .scoredTransaction(
                ScoredTransaction(
                    transactionID: "T", account: "ACC-2", amount: MinorUnits(12_500_000), direction: .debit,
                    channel: .upi, bookedAt: zoned(minute(0)), counterparty: "ACC-3",
                    verdict: verdict(0.98, "PASS_THROUGH"))))
        let tag = Tag(
            facet: "crime_type", tag: "digital_arrest", confidence: 0.9, evidence: "", origin: .rule, originID: "r")
        try desk.take(
            .taggedFIR(
                TaggedFIR(
                    firID: "FIR-8", state: "Gujarat", district: "Surat", policeStation: "Umra",
                    registeredAt: zoned(minute(1)), lossAmount: MinorUnits(150_000_000), tags: [tag], entities: [],
                    needsReview: true, verdict: verdict(0.4))))
        try desk.take(
            .scoredPost(
                ScoredPost(
                    postID: "P", platform: "telegram", author: nil, postedAt: zoned(minute(2)), category: "job",
                    entities: [], verdict: verdict(0.9))))
        #expect(
            Set(desk.candidates.map(\.policyID)) == [
                "transaction-high-score", "transaction-pass-through", "case-digital-arrest", "case-large-loss",
                "post-high-risk",
            ])
        desk.watermark(minute(7))
        // The case's first policy speaks at once, the second, no more severe, after the interval; transactions and posts
        // wait for company.
        #expect(desk.commands.map(\.groupKey) == ["case/FIR-8", "account/ACC-2", "post/P", "case/FIR-8"])
        #expect(desk.commands.map(\.action) == [.trigger, .trigger, .trigger, .trigger])
        #expect(desk.commands.map(\.severity) == [.error, .critical, .warning, .error])
        #expect(desk.commands[3].summary.contains("loss ₹15,00,000"))
        let transaction = desk.commands[1]
        #expect(transaction.channels.contains("bank_hold"))
        #expect(transaction.summary.contains("₹1,25,000 out of account ACC-2 to ACC-3"))
        #expect(transaction.members.map(\.policyID).sorted() == ["transaction-high-score", "transaction-pass-through"])
        #expect(transaction.count == 2)
        #expect(transaction.roles == ["bank_fraud_desk", "cyber_cell"])
    }

    @Test("Whatever a record says, keys, ids and summaries keep their bounds and stay apart")
    func bounds() throws {
        var desk = Desk()
        let long = String(repeating: "ग", count: 900)
        try desk.take(hop(.arrived, account: long + "1", at: minute(0)))
        try desk.take(hop(.arrived, account: long + "2", at: minute(0)))
        #expect(desk.commands.count == 2)
        #expect(Set(desk.commands.map(\.dedupKey)).count == 2)
        for command in desk.commands {
            #expect((1...255).contains(command.dedupKey.utf8.count))
            #expect((1...255).contains(command.id.utf8.count))
            #expect(command.summary.unicodeScalars.count <= 1_024)
        }
    }

    @Test("A candidate that no policy could have made is refused")
    func strangeCandidates() throws {
        var desk = Desk()
        try desk.take(hop(.arrived, at: minute(0)))
        let good = desk.candidates[0]
        for change in [
            { (c: inout AlertCandidate) in c.dedupKey = "" },
            { c in c.groupKey = String(repeating: "x", count: 256) },
            { c in c.action = .escalate },
        ] {
            var bad = good
            change(&bad)
            #expect(throws: StageFault.self) { try desk.take(.alertCandidate(bad)) }
        }
    }

    /// A random story of two accounts.
    private func story(seed: UInt64, restoring: Bool) throws -> (commands: [AlertCommand], candidates: Int) {
        var desk = Desk()
        desk.restoresAlways = restoring
        var random = SplitMix64(state: seed)
        var now = 0
        for _ in 0..<300 {
            now += random.next(below: 20)
            let account = "ACC-\(random.next(below: 2))"
            let score = Double(random.next(below: 100)) / 100
            switch random.next(below: 8) {
            case 0: try desk.take(forecast(0, active: false, account: account, at: minute(now)))
            case 1, 2: try desk.take(forecast(score, account: account, at: minute(now)))
            case 3: try desk.take(hop(.cashedOut, account: account, score: score, atRisk: 0, at: minute(now)))
            case 4:
                guard let command = desk.commands.last else { continue }
                try desk.take(acknowledgement(of: command, at: minute(now)))
            case 5: desk.watermark(minute(now - 60))
            default: try desk.take(hop(.arrived, account: account, score: score, at: minute(now)))
            }
        }
        return (desk.commands, desk.candidates.count)
    }

    @Test("The same records give the same commands", arguments: 1...5)
    func determinism(seed: Int) throws {
        let first = try story(seed: UInt64(seed), restoring: false)
        let second = try story(seed: UInt64(seed), restoring: false)
        #expect(first.commands == second.commands, "seed \(seed)")
        #expect(first.commands.count > 20, "seed \(seed)")
        #expect(Set(first.commands.map(\.id)).count == first.commands.count, "seed \(seed)")
        #expect(Set(first.commands.map(\.action)).count == AlertCommand.Action.allCases.count, "seed \(seed)")
    }

    @Test("A state that goes through its bytes between every two records changes nothing", arguments: 1...5)
    func restoring(seed: Int) throws {
        let kept = try story(seed: UInt64(seed), restoring: false)
        let restored = try story(seed: UInt64(seed), restoring: true)
        #expect(kept.commands == restored.commands, "seed \(seed)")
        #expect(kept.candidates == restored.candidates, "seed \(seed)")
    }
}
