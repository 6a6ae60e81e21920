import Records

extension StageControl {
    func write(to w: inout JSONCursor) {
        w.json("{\"stage\":", stage)
        if !partitions.isEmpty {
            w.json(",\"partitions\":", list: partitions) { w, partition in
                w.append(decimal: UInt64(partition.rawValue.magnitude))
            }
        }
        w.json(",\"action\":", action.rawValue)
        w.json(",\"author\":", author)
        w.json(",\"reason\":", reason)
        w.json(",\"at\":", at)
        if let until { w.json(",\"until\":", until) }
        w.append("}")
    }
}
