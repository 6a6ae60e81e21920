import Records

extension SplitMix64 {
    mutating func transaction() -> BankTransaction {
        BankTransaction(
            transactionID: id(), account: id(), direction: any(), amount: amount(), currency: pick(["INR", "USD"]),
            bookedAt: time(), channel: any(),
            counterparty: maybe { g in
                .init(account: g.maybe { $0.id() }, ifsc: g.maybe { $0.id() }, vpa: g.maybe { $0.id() })
            },
            terminal: maybe { $0.terminal() },
            device: maybe { g in
                .init(id: g.maybe { $0.id() }, ip: g.maybe { $0.id() }, location: g.maybe { $0.point() })
            }, homeIFSC: maybe { $0.id() }, rrn: maybe { $0.id() }, utr: maybe { $0.id() },
            narration: maybe { $0.text() })
    }

    mutating func fir() -> FIR {
        FIR(
            firID: id(), state: id(), district: id(), policeStation: id(), firNo: id(), registeredAt: time(),
            sections: list { $0.text() }, gist: text(), lossAmount: maybe { $0.amount() },
            complainant: maybe { g in .init(age: g.maybe { $0.int(0...150) }, occupation: g.maybe { $0.text() }) },
            transactions: list { g in
                .init(
                    rrn: g.maybe { $0.id() }, amount: g.amount(), fromAccount: g.maybe { $0.id() },
                    toAccount: g.maybe { $0.id() }, toIFSC: g.maybe { $0.id() }, at: g.maybe { $0.time() })
            })
    }

    mutating func command() -> AlertCommand {
        AlertCommand(
            id: id(), dedupKey: id(), groupKey: id(), action: any(), severity: any(), summary: text(),
            reasons: list { $0.reason() }, sourceRefs: list { $0.source() }, caseIDs: list { $0.id() },
            jurisdiction: jurisdiction(), cell: maybe { $0.id() }, terminals: list { $0.terminalChance() },
            notBefore: moment(), expiresAt: moment(), channels: list { $0.id() }, templateID: maybe { $0.id() },
            escalationPolicy: maybe { $0.id() }, policyID: id(), policyVersion: id(), count: int(0...Int.max),
            runID: maybe { $0.id() }, roles: list { $0.id() },
            members: list { g in
                AlertMember(dedupKey: g.id(), policyID: g.id(), severity: g.any(), score: g.chance())
            },
            risk: maybe { $0.assessment() }, escalationLevel: maybe { $0.int(1...9) },
            heldBack: maybe { $0.int(1...999) })
    }

    mutating func candidate() -> AlertCandidate {
        AlertCandidate(
            groupKey: id(), dedupKey: id(), policyID: id(), policyVersion: id(), action: any(), severity: any(),
            summary: text(), reasons: list { $0.reason() }, caseIDs: list { $0.id() }, jurisdiction: jurisdiction(),
            cell: maybe { $0.id() }, terminals: list { $0.terminalChance() }, at: moment(), expiresAt: moment(),
            channels: list { $0.id() }, templateID: maybe { $0.id() }, escalationPolicy: maybe { $0.id() },
            score: chance(), source: source(), runID: maybe { $0.id() }, subject: maybe { $0.id() },
            record: maybe { $0.id() })
    }

    mutating func assessment() -> RiskAssessment {
        RiskAssessment(
            level: any(), score: chance(),
            factors: list { g in
                .init(code: g.id(), weight: g.chance(), score: g.chance(), contribution: g.chance())
            }, rationale: text())
    }

    mutating func trailRecord(_ kind: RecordKind) -> DomainRecord {
        switch kind {
        case .caseSubject:
            .caseSubject(
                CaseSubject(
                    caseID: id(), kind: any(), subject: id(), role: any(), amount: maybe { $0.amount() },
                    rrn: maybe { $0.id() }, fromAccount: maybe { $0.id() }, at: time(), state: id(), district: id(),
                    policeStation: id(), source: source()))
        case .trailTaint:
            .trailTaint(
                TrailTaint(
                    caseID: id(), account: id(), fromAccount: id(), layer: int(1...9), amount: amount(),
                    movedAt: time(), stolenAt: moment(), path: list { $0.id() }, rrn: maybe { $0.id() }, state: id(),
                    district: id(), policeStation: id(), source: source()))
        default:
            .trailHop(
                TrailHop(
                    caseID: id(), account: id(), kind: any(), layer: int(1...9), amount: amount(), atRisk: .zero,
                    at: time(), stolenAt: moment(), toAccount: maybe { $0.id() }, terminal: maybe { $0.terminal() },
                    homeIFSC: maybe { $0.id() }, path: list { $0.id() }, state: id(), district: id(),
                    policeStation: id(), verdict: verdict()))
        }
    }

    mutating func riskRecord(_ kind: RecordKind) -> DomainRecord {
        switch kind {
        case .riskForecast:
            .riskForecast(
                RiskForecast(
                    forecastID: id(), caseID: id(), account: id(), layer: int(1...9), atRisk: amount(),
                    issuedAt: time(), expiresAt: moment(), active: flip(), terminals: list { $0.terminalChance() },
                    cell: maybe { $0.id() }, state: id(), district: id(), policeStation: id(), verdict: verdict()))
        case .riskWithdrawal:
            .riskWithdrawal(
                RiskWithdrawal(
                    cell: id(), terminal: terminal(), account: id(), amount: amount(), at: time(), tainted: flip(),
                    caseID: maybe { $0.id() }, crews: list { $0.id() }, source: source()))
        default:
            .riskCell(
                RiskCell(
                    cell: id(), updatedAt: moment(), expected15Minutes: rate(), expected60Minutes: rate(),
                    intensityAll: rate(), intensityFraud: rate(), terminals: list { $0.terminalChance() },
                    crews: list { CrewPlace(crew: $0.id(), terminal: $0.id(), visits: $0.rate()) },
                    verdict: verdict()))
        }
    }

    mutating func ringRecord(_ kind: RecordKind) -> DomainRecord {
        switch kind {
        case .ringStep:
            .ringStep(
                RingStep(
                    account: id(), fromAccount: id(), amount: amount(), at: time(), rrn: maybe { $0.id() },
                    trails: list {
                        MoneyPath(
                            path: $0.list { $0.id() }, amount: $0.amount(), startAmount: $0.amount(),
                            start: $0.moment())
                    }, source: source()))
        default:
            .ringScore(
                RingScore(
                    account: id(), pattern: any(), accounts: list { $0.id() }, amount: amount(), start: moment(),
                    at: time(), verdict: verdict()))
        }
    }

    mutating func calibration() -> Calibration {
        Calibration(
            segment: id(), tail: chance(), alarm: maybe { $0.any() }, alertRate: chance(), interdictionRate: chance())
    }

    mutating func scoredRecord(_ kind: RecordKind) -> DomainRecord {
        switch kind {
        case .scoredTransaction:
            .scoredTransaction(
                ScoredTransaction(
                    transactionID: id(), account: id(), amount: amount(), direction: any(), channel: any(),
                    bookedAt: time(), counterparty: maybe { $0.id() }, verdict: verdict(),
                    calibration: maybe { $0.calibration() },
                    shadow: maybe { ShadowScore(model: $0.id(), score: $0.chance(), threshold: $0.chance()) }))
        case .segmentDrift:
            .segmentDrift(
                SegmentDrift(
                    segment: id(), at: moment(), bookings: int(0...9_999_999), scorePSI: chance(),
                    scoreDistance: chance(), amountPSI: chance(), amountDistance: chance(), alerts: int(0...999),
                    interdictions: int(0...999), versions: versions(), source: source(), runID: maybe { $0.id() }))
        case .volumePartial:
            .volumePartial(
                VolumePartial(
                    series: id(), start: moment(), seconds: int(1...86_400), count: int(0...Int.max), sum: amount(),
                    corrects: flip(), source: source(), runID: maybe { $0.id() }))
        case .volumeScore:
            .volumeScore(
                VolumeScore(
                    series: id(), start: moment(), seconds: int(1...86_400), count: int(0...Int.max), sum: amount(),
                    usualCount: chance(), usualSum: amount(), late: int(0...999), verdict: verdict()))
        case .taggedFIR:
            .taggedFIR(
                TaggedFIR(
                    firID: id(), state: id(), district: id(), policeStation: id(), registeredAt: time(),
                    lossAmount: maybe { $0.amount() }, tags: list { $0.tag() }, entities: list { $0.entity() },
                    needsReview: flip(), verdict: verdict()))
        case .reviewRequest:
            .reviewRequest(
                ReviewRequest(
                    firID: id(), why: text(), uncertainty: chance(), gist: text(), tags: list { $0.tag() },
                    requestedAt: moment(), versions: versions(), source: source()))
        default:
            .scoredPost(
                ScoredPost(
                    postID: id(), platform: id(), author: maybe { $0.text() }, postedAt: time(),
                    category: maybe { $0.id() }, level: maybe { $0.flip() ? "high" : "low" },
                    entities: list { $0.entity() }, verdict: verdict()))
        }
    }

    /// A random record of any kind.
    mutating func record(_ kind: RecordKind) -> DomainRecord {
        switch kind {
        case .bankTransaction: .bankTransaction(transaction())
        case .fir: .fir(fir())
        case .socialPost:
            .socialPost(
                SocialPost(
                    postID: id(), platform: id(), author: maybe { $0.text() }, text: text(), lang: maybe { $0.id() },
                    postedAt: time(), urls: list { $0.text() }, media: list { $0.text() }))
        case .scoredTransaction, .segmentDrift, .volumePartial, .volumeScore, .taggedFIR, .reviewRequest, .scoredPost:
            scoredRecord(kind)
        case .caseSubject, .trailTaint, .trailHop: trailRecord(kind)
        case .ringStep, .ringScore: ringRecord(kind)
        case .riskForecast, .riskWithdrawal, .riskCell: riskRecord(kind)
        case .alertCandidate: .alertCandidate(candidate())
        case .alertCommand: .alertCommand(command())
        case .alertReceipt:
            .alertReceipt(
                AlertReceipt(
                    commandID: id(), dedupKey: id(), groupKey: id(), recipient: id(), channel: id(), status: any(),
                    at: time(), detail: maybe { $0.text() }))
        case .terminal:
            .terminal(
                ReferenceTerminal(
                    id: id(), kind: id(), name: maybe { $0.text() }, bank: maybe { $0.text() }, location: point(),
                    district: maybe { $0.id() }, state: maybe { $0.id() }, attribution: maybe { $0.text() }))
        case .station:
            .station(
                ReferenceStation(
                    id: id(), name: id(), location: point(), district: maybe { $0.id() }, state: maybe { $0.id() },
                    attribution: maybe { $0.text() }))
        case .document: .document(ReferenceDocument(key: "policies/a", json: #"{ "a" : [1, {"b": "\u20b9"}],"a":2}"#))
        case .stageControl: .stageControl(control())
        case .label:
            .label(
                Label(subject: id(), subjectKind: id(), label: id(), detail: maybe { $0.text() }, by: id(), at: time()))
        case .groundTruth:
            .groundTruth(
                GroundTruth(
                    subject: id(), kind: id(), ring: maybe { $0.id() }, caseID: maybe { $0.id() },
                    layer: maybe { $0.int(1...9) }, amount: maybe { $0.amount() }, at: time(),
                    detail: maybe { $0.text() }))
        }
    }

    mutating func control() -> StageControl {
        let at = moment()
        return StageControl(
            stage: id(), partitions: list { Partition(Int32($0.int(0...99))) }, action: any(), author: id(),
            reason: id(), at: at, until: maybe { at.advanced(byMilliseconds: Int64($0.int(1_000...9_000_000))) })
    }
}
