import Testing

@testable import Drills

/// The bytes of Kafka's Metadata answers: a host with its length before it, then the port in four bytes.
@Suite struct BrokerProxyTests {
    private let own = BrokerProxy.pattern(40_001)

    @Test func theBrokersAddressBecomesTheProxys() {
        var answer: [UInt8] = [0, 0, 0, 7, 0, 9] + Array("127.0.0.1".utf8) + [0, 0, 0x4B, 0x96, 0xFF, 0xFF]
        BrokerProxy.replace(BrokerProxy.pattern(19_350), by: own, in: &answer)
        #expect(answer == [0, 0, 0, 7, 0, 9] + Array("127.0.0.1".utf8) + [0, 0, 0x9C, 0x41, 0xFF, 0xFF])
    }

    @Test func localhostIsAsLongAndReplacedToo() {
        var answer = [9] + Array("localhost".utf8) + [0, 0, 0x4B, 0x96]
        BrokerProxy.replace(BrokerProxy.pattern(19_350, host: "localhost"), by: own, in: &answer)
        #expect(answer == [9] + own)
    }

    @Test func anotherPortAndShortAnswersAreLeftAlone() {
        let other = Array("127.0.0.1".utf8) + [0, 0, 0x4B, 0x97]
        for bytes in [other, [0, 0, 0, 1], []] {
            var answer = bytes
            BrokerProxy.replace(BrokerProxy.pattern(19_350), by: own, in: &answer)
            #expect(answer == bytes)
        }
    }
}
