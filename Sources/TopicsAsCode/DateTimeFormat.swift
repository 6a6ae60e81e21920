/// RFC 3339's date-time, as the schema keyword `format: date-time` means it: `2026-03-01T10:15:00+05:30`.
enum DateTimeFormat {
    static func accepts(_ text: String) -> Bool {
        var reader = Reader(bytes: Array(text.utf8))
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), (1...12).contains(month),
            reader.take("-"), let day = reader.digits(2), (1...days(in: month, of: year)).contains(day),
            reader.take("T") || reader.take("t"), let hour = reader.digits(2), hour < 24, reader.take(":"),
            let minute = reader.digits(2), minute < 60, reader.take(":"), let second = reader.digits(2), second <= 60
        else { return false }
        if reader.take("."), reader.skipDigits() == 0 { return false }
        return reader.zone() && reader.isAtEnd
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
            position += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard position + count <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<position + count] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            position += count
            return value
        }

        mutating func skipDigits() -> Int {
            let start = position
            while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 { position += 1 }
            return position - start
        }

        mutating func zone() -> Bool {
            if take("Z") || take("z") { return true }
            guard take("+") || take("-"), let hours = digits(2), hours < 24, take(":"), let minutes = digits(2)
            else { return false }
            return minutes < 60
        }
    }
}
