import CSimdJSON
import Records

private let subjectKinds = Choices<CaseSubject.Kind>()
private let subjectRoles = Choices<CaseSubject.Role>()
private let hopKinds = Choices<TrailHop.Kind>()

extension ObjectReader {
    /// How many accounts from the victim.
    func layer() throws(DecodeFault) -> Int { try integer(.layer, in: 0...1_000_000) }
}

extension CaseSubject: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            caseID: try object.id(.case_id), kind: try object.choice(.kind, subjectKinds),
            subject: try object.id(.subject), role: try object.choice(.role, subjectRoles),
            amount: try object.optionalAmount(.amount, zero: .allowed), rrn: try object.optionalID(.rrn),
            fromAccount: try object.optionalID(.from_account), at: try object.time(.at),
            state: try object.id(.state, limit: TextLimit.name),
            district: try object.id(.district, limit: TextLimit.name),
            policeStation: try object.id(.police_station, limit: TextLimit.name),
            source: try object.requiredObject(.source))
    }
}

extension TrailTaint: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            caseID: try object.id(.case_id), account: try object.id(.account),
            fromAccount: try object.id(.from_account), layer: try object.layer(),
            amount: try object.amount(.amount, zero: .allowed), movedAt: try object.time(.moved_at),
            stolenAt: try object.moment(.stolen_at), path: try object.ids(.path), rrn: try object.optionalID(.rrn),
            state: try object.id(.state, limit: TextLimit.name),
            district: try object.id(.district, limit: TextLimit.name),
            policeStation: try object.id(.police_station, limit: TextLimit.name),
            source: try object.requiredObject(.source))
    }
}

extension TrailHop: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            caseID: try object.id(.case_id), account: try object.id(.account),
            kind: try object.choice(.kind, hopKinds), layer: try object.layer(),
            amount: try object.amount(.amount, zero: .allowed), atRisk: try object.amount(.at_risk, zero: .allowed),
            at: try object.time(.at), stolenAt: try object.moment(.stolen_at),
            toAccount: try object.optionalID(.to_account), terminal: try object.object(.terminal),
            homeIFSC: try object.optionalID(.home_ifsc), path: try object.ids(.path),
            state: try object.id(.state, limit: TextLimit.name),
            district: try object.id(.district, limit: TextLimit.name),
            policeStation: try object.id(.police_station, limit: TextLimit.name), verdict: try object.verdict())
    }
}
