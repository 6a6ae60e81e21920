import Foundation

/// A mail relay that fails in every way there is.
struct SMTPProvider: Sendable {
    let ledger: ProviderLedger

    func serve(_ connection: Connection) {
        switch ledger.draw() {
        case 90..<94:
            ledger.misbehaved("smtp 421 at once")
            connection.write("421 4.3.2 try later\r\n")
            return
        case 94..<96:
            ledger.misbehaved("smtp hung at once")
            return connection.hang()
        case 96..<98:
            ledger.misbehaved("smtp closed at once")
            return
        default: break
        }
        connection.write("220 drill ESMTP\r\n")
        var isRefused = false
        var last: Int?
        defer { if let last, connection.isReset { ledger.unheard(last) } }
        while let line = connection.read(until: "\r\n") {
            last = nil
            let verb = line.prefix(4).uppercased()
            switch verb {
            case "EHLO", "HELO": connection.write("250-drill\r\n250 8BITMIME\r\n")
            case "MAIL", "RSET", "NOOP": connection.write("250 2.1.0 ok\r\n")
            case "RCPT":
                isRefused = line.contains("refused@")
                guard recipient(isRefused, connection) else { return }
            case "DATA":
                connection.write("354 go on\r\n")
                guard data(connection, &last) else { return }
            case "QUIT":
                connection.write("221 2.0.0 bye\r\n")
                return
            default: connection.write("500 5.5.1 unknown\r\n")
            }
        }
    }

    private func recipient(_ isRefused: Bool, _ connection: Connection) -> Bool {
        if isRefused { return connection.write("550 5.1.1 no such mailbox\r\n") }
        switch ledger.draw() {
        case 88..<94:
            ledger.misbehaved("smtp 451 for the recipient")
            return connection.write("451 4.7.1 greylisted\r\n")
        case 94..<96:
            ledger.misbehaved("smtp 550 for the recipient")
            return connection.write("550 5.7.1 not today\r\n")
        case 96..<98:
            ledger.misbehaved("smtp closed after the recipient")
            return false
        default: return connection.write("250 2.1.5 ok\r\n")
        }
    }

    private func data(_ connection: Connection, _ last: inout Int?) -> Bool {
        let draw = ledger.draw()
        if (97..<100).contains(draw) {
            ledger.misbehaved("smtp closed in the middle of the data")
            _ = connection.read(count: 64)
            return false
        }
        guard let message = connection.read(until: "\r\n.\r\n") else { return false }
        func field(_ name: String) -> String {
            let line = message.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }
            return line.map { String($0.dropFirst(name.count + 2)) } ?? ""
        }
        let command = field("Prahari-Command")
        let arrived = ledger.arrived(command)
        func accept() -> Int {
            ledger.accepted(
                command, channel: "email", attempt: Int(field("Prahari-Attempt")) ?? 0, arrived: arrived)
        }
        switch draw {
        case 80..<86:
            ledger.misbehaved("smtp 452 after the data")
            return connection.write("452 4.3.1 no room\r\n")
        case 86..<91:
            ledger.misbehaved("smtp closed after taking it")
            _ = accept()
            return false
        case 91..<94:
            ledger.misbehaved("smtp hung after taking it")
            _ = accept()
            connection.hang()
            return false
        case 94..<97:
            ledger.misbehaved("smtp 451 after taking it")
            _ = accept()
            return connection.write("451 4.3.0 disk trouble\r\n")
        default:
            let index = accept()
            if connection.isPeerGone { ledger.unheard(index) }
            let isWritten = connection.write("250 2.0.0 taken\r\n")
            if isWritten {
                ledger.answered(index)
                last = index
            }
            return isWritten
        }
    }
}
