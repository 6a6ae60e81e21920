import CSimdJSON
import Records

extension ReferenceTerminal: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            id: try object.id(.id), kind: try object.id(.kind),
            name: try object.optionalText(.name, limit: TextLimit.name),
            bank: try object.optionalText(.bank, limit: TextLimit.name), location: try object.point(),
            district: try object.optionalID(.district, limit: TextLimit.name),
            state: try object.optionalID(.state, limit: TextLimit.name),
            attribution: try object.optionalText(.attribution, limit: TextLimit.name))
    }
}

extension ReferenceStation: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            id: try object.id(.id), name: try object.id(.name, limit: TextLimit.name), location: try object.point(),
            district: try object.optionalID(.district, limit: TextLimit.name),
            state: try object.optionalID(.state, limit: TextLimit.name),
            attribution: try object.optionalText(.attribution, limit: TextLimit.name))
    }
}

extension Label: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            subject: try object.id(.subject, limit: TextLimit.composedID),
            subjectKind: try object.id(.subject_kind), label: try object.id(.label),
            detail: try object.optionalText(.detail), by: try object.id(.by), at: try object.time(.at))
    }
}

extension GroundTruth: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            subject: try object.id(.subject), kind: try object.id(.kind), ring: try object.optionalID(.ring),
            caseID: try object.optionalID(.case_id),
            layer: try object.optionalInteger(.layer, in: 0...1_000_000),
            amount: try object.optionalAmount(.amount, zero: .allowed), at: try object.time(.at),
            detail: try object.optionalText(.detail))
    }
}
