internal import CRdKafka

/// Names of topics by native topic, so that a record costs no String.
///
/// Holds a reference to every native topic it knows: the address cannot come to mean another topic.
struct TopicNames {
    private var known: [(native: OpaquePointer, name: String)] = []
    private var lastIndex = 0

    var names: [String] { known.map(\.name) }

    /// Position in ``names`` of the topic `native` of the client `rk`.
    mutating func index(of native: OpaquePointer, _ rk: OpaquePointer) -> UInt16 {
        if lastIndex < known.count, known[lastIndex].native == native { return UInt16(lastIndex) }
        lastIndex = known.firstIndex { $0.native == native } ?? known.count
        if lastIndex == known.count {
            let name = rd_kafka_topic_name(native)
            // Gives the same native topic, counted once more.
            rd_kafka_topic_new(rk, name, nil)
            known.append((native, name.map { String(cString: $0) } ?? ""))
        }
        return UInt16(lastIndex)
    }

    /// Must be called before the client goes.
    mutating func clear() {
        for topic in known { rd_kafka_topic_destroy(topic.native) }
        known.removeAll()
    }
}
