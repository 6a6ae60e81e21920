import RdKafka
import Testing

/// librdkafka's lines, as they were seen, and what is made of them.
@Suite struct ConnectionTroubleTests {
    private func line(_ core: String, _ state: String) -> String {
        "[thrd:sasl_ssl://b:9093/bootstrap]: sasl_ssl://b:9093/bootstrap: \(core) (after 2ms in state \(state), 3 identical)"
    }

    @Test(arguments: [
        ("SASL authentication error: Authentication failed", "AUTH_REQ", "kafka.sasl.password"),
        (
            "SASL PLAIN mechanism handshake failed: Broker: Unsupported SASL mechanism: broker's supported mechanisms: X",
            "AUTH_HANDSHAKE", "kafka.sasl.mechanism"
        ),
        (
            "SSL handshake failed: error:0A000086:SSL routines::certificate verify failed: broker certificate could not",
            "SSL_HANDSHAKE", "kafka.ssl.ca.location"
        ),
        (
            "Receive failed: error:0A00045C:SSL routines::tlsv13 alert certificate required: SSL alert number 116",
            "APIVERSION_QUERY", "kafka.ssl.certificate.location"
        ),
        (
            "SSL handshake failed: error:0A00010B:SSL routines::wrong version number", "SSL_HANDSHAKE",
            "security.protocol"
        ),
    ]) func refusals(_ core: String, _ state: String, _ setting: String) throws {
        let trouble = try #require(ConnectionTrouble(line: line(core, state)))
        #expect(trouble.isRefusal)
        #expect(trouble.message.contains(setting))
        // The words stand in it, the thread and the timing do not.
        #expect(trouble.message.contains("sasl_ssl://b:9093/bootstrap: \(core)"))
        #expect(!trouble.message.contains("thrd:") && !trouble.message.contains("(after"))
    }

    /// A broker that starts or a proxy that is cut looks like these: they may not end a worker.
    @Test(arguments: [
        (
            "Disconnected: verify that security.protocol is correctly configured, broker might require SASL authentication",
            "UP"
        ),
        (
            "Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol configuration",
            "APIVERSION_QUERY"
        ),
        ("Receive failed: error:0A000126:SSL routines::unexpected eof while reading", "APIVERSION_QUERY"),
        ("SSL handshake failed: error:0A000126:SSL routines::unexpected eof while reading", "SSL_HANDSHAKE"),
    ]) func guesses(_ core: String, _ state: String) throws {
        let trouble = try #require(ConnectionTrouble(line: line(core, state)))
        #expect(!trouble.isRefusal)
        #expect(trouble.message.contains("Look at kafka."))
    }

    @Test func otherFailuresAreNoMatterOfSecurity() {
        #expect(
            ConnectionTrouble(line: line("Connect to ipv4#127.0.0.1:9093 failed: Connection refused", "CONNECT")) == nil
        )
        #expect(ConnectionTrouble(line: line("1 request(s) timed out: disconnect", "UP")) == nil)
    }

    @Test func oldScramIsNamed() throws {
        let core = line("SASL authentication error: SASL SCRAM authentication failed", "AUTH_REQ")
        #expect(try #require(ConnectionTrouble(line: core, scramRepeatsNonce: true)).message.contains("Kafka 4"))
        #expect(try !#require(ConnectionTrouble(line: core, scramRepeatsNonce: false)).message.contains("Kafka 4"))
    }
}
