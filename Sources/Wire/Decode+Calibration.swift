import CSimdJSON
import Records

private let alarmLevels = Choices<AlarmLevel>()
private let anyCount = 0...Int(Int64.max)

extension Calibration: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        let alarm = try object.find(.alarm) == nil ? nil : try object.choice(.alarm, alarmLevels)
        self.init(
            segment: try object.id(.segment), tail: try object.chance(.tail), alarm: alarm,
            alertRate: try object.chance(.alert_rate),
            interdictionRate: try object.chance(.interdiction_rate))
    }
}

extension ShadowScore: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            model: try object.id(.model), score: try object.chance(.score), threshold: try object.chance(.threshold))
    }
}

extension SegmentDrift: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            segment: try object.id(.segment), at: try object.moment(.at),
            bookings: try object.integer(.bookings, in: anyCount),
            scorePSI: try object.number(.score_psi, in: 0...1e6), scoreDistance: try object.chance(.score_distance),
            amountPSI: try object.number(.amount_psi, in: 0...1e6),
            amountDistance: try object.chance(.amount_distance), alerts: try object.integer(.alerts, in: anyCount),
            interdictions: try object.integer(.interdictions, in: anyCount),
            versions: try object.requiredObject(.versions), source: try object.requiredObject(.source),
            runID: try object.optionalID(.run_id))
    }
}
