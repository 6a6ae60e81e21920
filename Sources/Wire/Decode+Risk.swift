import CSimdJSON
import Records

/// Expected counts and intensities: anything that is not negative.
private let anyRate: ClosedRange<Double> = 0...1e12

extension TerminalChance: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            id: try object.id(.id), probability: try object.chance(.probability),
            etaSeconds: try object.integer(.eta_s, in: Int(Int32.min)...Int(Int32.max)),
            location: try object.optionalPoint(), name: try object.optionalText(.name, limit: TextLimit.name))
    }
}

extension RiskForecast: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            forecastID: try object.id(.forecast_id, limit: TextLimit.composedID), caseID: try object.id(.case_id),
            account: try object.id(.account), layer: try object.layer(),
            atRisk: try object.amount(.at_risk, zero: .allowed), issuedAt: try object.time(.issued_at),
            expiresAt: try object.moment(.expires_at), active: try object.flag(.active),
            terminals: try object.objects(.terminals), cell: try object.optionalID(.cell),
            state: try object.id(.state, limit: TextLimit.name),
            district: try object.id(.district, limit: TextLimit.name),
            policeStation: try object.id(.police_station, limit: TextLimit.name), verdict: try object.verdict())
    }
}

extension RiskWithdrawal: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            cell: try object.id(.cell), terminal: try object.requiredObject(.terminal),
            account: try object.id(.account), amount: try object.amount(.amount, zero: .allowed),
            at: try object.time(.at), tainted: try object.flag(.tainted), caseID: try object.optionalID(.case_id),
            crews: try object.ids(.crews), source: try object.requiredObject(.source))
    }
}

extension CrewPlace: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            crew: try object.id(.crew), terminal: try object.id(.terminal),
            visits: try object.number(.visits, in: anyRate))
    }
}

extension RiskCell: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            cell: try object.id(.cell), updatedAt: try object.moment(.updated_at),
            expected15Minutes: try object.number(.expected_15m, in: anyRate),
            expected60Minutes: try object.number(.expected_60m, in: anyRate),
            intensityAll: try object.number(.intensity_all, in: anyRate),
            intensityFraud: try object.number(.intensity_fraud, in: anyRate),
            terminals: try object.objects(.terminals), crews: try object.objects(.crews),
            verdict: try object.verdict())
    }
}
