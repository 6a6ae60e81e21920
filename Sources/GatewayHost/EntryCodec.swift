import Delivery
import Records
import Wire

/// A command with its deliveries as bytes of the gateway's changelog: length and JSON of the command, then the state.
final class EntryCodec {
    private let decoder = WireDecoder()
    private var json = ByteWriter(capacity: 2_048)

    func command(_ value: RawSpan) throws(DecodeFault) -> AlertCommand {
        guard case .alertCommand(let command) = try decoder.decode(.alertCommand, key: nil, value) else {
            throw DecodeFault(field: "", reason: .notAnObject)
        }
        return command
    }

    func json(of command: AlertCommand) -> [UInt8] {
        json.clear()
        WireEncoder.encode(.alertCommand(command), into: &json)
        return json.bytes
    }

    func write(_ entry: CommandEntry, to writer: inout ByteWriter) {
        let text = json(of: entry.command)
        writer.append(varint: UInt64(text.count))
        writer.bytes += text
        entry.appendState(to: &writer)
    }

    func tallies(_ bytes: [UInt8]) throws(GatewayFault) -> [DayTally] {
        do throws(StateFault) {
            var reader = ByteReader(bytes)
            return try DayTally.read(&reader)
        } catch {
            throw GatewayFault("the counts in the changelog cannot be read: \(error)")
        }
    }

    /// - Throws: in words, what is wrong with the bytes.
    func read(_ bytes: [UInt8]) throws(GatewayFault) -> CommandEntry {
        do throws(StateFault) {
            var reader = ByteReader(bytes)
            let count = try reader.varint()
            guard count <= UInt64(bytes.count - reader.index) else { throw StateFault.truncated }
            let end = reader.index + Int(count)
            let text = Array(bytes[reader.index..<end])
            let found: AlertCommand
            do throws(DecodeFault) {
                found = try command(text.span.bytes)
            } catch {
                throw StateFault.invalid("\(error)")
            }
            reader.index = end
            return try CommandEntry(command: found, state: &reader)
        } catch {
            throw GatewayFault("an entry of the changelog cannot be read: \(error)")
        }
    }
}
