import CSimdJSON
import Records

private let ringPatterns = Choices<RingScore.Pattern>()

extension MoneyPath: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            path: try object.ids(.path), amount: try object.amount(.amount, zero: .allowed),
            startAmount: try object.amount(.start_amount, zero: .allowed), start: try object.moment(.start))
    }
}

extension RingStep: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            account: try object.id(.account), fromAccount: try object.id(.from_account),
            amount: try object.amount(.amount, zero: .allowed), at: try object.time(.at),
            rrn: try object.optionalID(.rrn), trails: try object.objects(.trails),
            source: try object.requiredObject(.source))
    }
}

extension RingScore: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            account: try object.id(.account), pattern: try object.choice(.pattern, ringPatterns),
            accounts: try object.ids(.accounts), amount: try object.amount(.amount, zero: .allowed),
            start: try object.moment(.start), at: try object.time(.at), verdict: try object.verdict())
    }
}
