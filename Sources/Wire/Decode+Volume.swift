import CSimdJSON
import Records

private let anyCount = 0...Int(Int64.max)
private let windowSeconds = 1...86_400

extension VolumePartial: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            series: try object.id(.series, limit: TextLimit.composedID), start: try object.moment(.start),
            seconds: try object.integer(.seconds, in: windowSeconds), count: try object.integer(.count, in: anyCount),
            sum: try object.amount(.sum, zero: .allowed), corrects: try object.flag(.corrects),
            source: try object.requiredObject(.source), runID: try object.optionalID(.run_id))
    }
}

extension VolumeScore: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            series: try object.id(.series, limit: TextLimit.composedID), start: try object.moment(.start),
            seconds: try object.integer(.seconds, in: windowSeconds), count: try object.integer(.count, in: anyCount),
            sum: try object.amount(.sum, zero: .allowed), usualCount: try object.number(.usual_count, in: 0...1e12),
            usualSum: try object.amount(.usual_sum, zero: .allowed), late: try object.integer(.late, in: anyCount),
            verdict: try object.verdict())
    }
}
