import Testing

@testable import KafkaLog

@Suite struct DirectoryTests {
    @Test(arguments: [
        ("blr-3-anomaly-0", "blr-3"), ("a-anomaly-b-anomaly-12", "a-anomaly-b"), ("-anomaly-1", ""),
        ("somebody-else", "somebody-else"), ("x-trail-0", "x-trail-0"), ("plain", "plain"),
    ])
    func aMembersNameGivesItsProcess(name: String, process: String) {
        #expect(KafkaGroupDirectory.process(of: name, stage: "anomaly") == process)
    }
}
