import CSimdJSON
import Records

private let controlActions = Choices<StageControl.Action>()

extension StageControl: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        let at = try object.moment(.at)
        let partitions = try object.list(.partitions) { (index, position) throws(DecodeFault) in
            Partition(
                Int32(try object.integer("\(WireField.partitions.name)[\(position)]", at: index, in: 0...1_000_000)))
        }
        // All partitions by a list that happens to be empty would be too easy.
        if partitions.isEmpty, try object.find(.partitions) != nil {
            throw DecodeFault(
                field: WireField.partitions.name, reason: .outOfRange("an empty list; leave the field out for all"))
        }
        self.init(
            stage: try object.id(.stage), partitions: partitions, action: try object.choice(.action, controlActions),
            author: try object.id(.author), reason: try object.id(.reason, limit: 1_024), at: at,
            until: try object.optionalTime(.until)?.time)
        if action == .pause, let until, until <= at {
            throw DecodeFault(field: WireField.until.name, reason: .outOfRange("the end is not after the start"))
        }
    }
}
