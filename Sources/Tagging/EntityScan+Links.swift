import Records

extension EntityScan {
    // MARK: E-mail and UPI

    private static func isName(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E || byte == 0x5F || byte == 0x2D || byte == 0x2B
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E || byte == 0x2D
    }

    /// What stands around the `@` at `sign`: at most 64 bytes before and 254 behind are looked at.
    mutating func mail(at sign: Int) {
        var start = sign
        while start > 0, sign - start < 64, Self.isName(bytes[start - 1]) { start -= 1 }
        var end = sign + 1
        while end < bytes.count, end - sign < 255, Self.isHost(bytes[end]) { end += 1 }
        while end > sign + 1, [0x2E, 0x2D].contains(bytes[end - 1]) { end -= 1 }
        while start < sign, bytes[start] == 0x2E || bytes[start] == 0x2D { start += 1 }
        guard start < sign, end > sign + 1, byte(start - 1) != 0x40, byte(end) != 0x40 else { return }
        let name = string(start, sign).lowercased()
        var host = string(sign + 1, end).lowercased()
        // "fraud@ybl.Then": what follows the handle is the next sentence.
        if let dot = host.firstIndex(of: "."), vocabulary.handles.contains(String(host[..<dot])) {
            host = String(host[..<dot])
            end = sign + 1 + host.utf8.count
        }
        let value = name + "@" + host
        if vocabulary.handles.contains(host) {
            add(.upi, value, 1, start, end, masked: String(name.prefix(2)) + "***@" + host)
        } else if let dot = host.lastIndex(of: "."), host.distance(from: dot, to: host.endIndex) > 2,
            !host.contains("..")
        {
            add(.email, value, 0.95, start, end, masked: String(name.prefix(1)) + "***@" + host)
        } else if !host.contains("."), !host.contains("-"), (2...20).contains(host.utf8.count) {
            let isMail = vocabulary.mailHosts.contains(host)
            add(
                isMail ? .email : .upi, value, isMail ? 0.5 : 0.6, start, end,
                masked: String(name.prefix(isMail ? 1 : 2)) + "***@" + host)
        } else {
            return
        }
        takeLexemes(in: start..<end)
    }

    /// Binary search: lexemes are in order.
    private mutating func takeLexemes(in range: Range<Int>) {
        var low = 0
        var high = lexemes.count
        while low < high {
            let middle = (low + high) / 2
            if Int(lexemes[middle].start) < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        while low < lexemes.count, Int(lexemes[low].start) < range.upperBound {
            lexemes[low].shape |= 32
            low += 1
        }
    }

    // MARK: URLs

    private static func endsLink(_ byte: UInt8) -> Bool {
        byte <= 0x20 || [0x22, 0x27, 0x3C, 0x3E, 0x7B, 0x7D, 0x7C, 0x5C, 0x60].contains(byte)
    }

    /// From `http`, `hxxp` or `www` to the next white space or quote; at most 2,048 bytes.
    mutating func link(_ index: Int) -> Int? {
        let start = Int(lexemes[index].start)
        var end = Int(lexemes[index].end)
        while end < bytes.count, end - start < 2_048, !Self.endsLink(bytes[end]) { end += 1 }
        let plain = Self.refanged(bytes[start..<end])
        var trimmed = plain[...]
        while let last = trimmed.last, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x5D].contains(last) {
            trimmed = trimmed.dropLast()
            end -= 1
        }
        var value = String(decoding: trimmed, as: UTF8.self)
        for (defanged, real) in [("hxxps://", "https://"), ("hxxp://", "http://")]
        where value.lowercased().hasPrefix(defanged) {
            value = real + value.dropFirst(defanged.count)
        }
        let lower = value.lowercased()
        let hostStart =
            lower.hasPrefix("https://") ? 8 : lower.hasPrefix("http://") ? 7 : lower.hasPrefix("www.") ? 0 : -1
        guard hostStart >= 0 else { return nil }
        let host = lower.dropFirst(hostStart).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard host.contains("."), !host.hasPrefix("."), host.utf8.count <= 253 else { return nil }
        addLink(String(lower.prefix(hostStart)) + host, value.dropFirst(hostStart + host.count), 1, start, end)
        var next = index
        while next < lexemes.count, Int(lexemes[next].start) < end { next += 1 }
        if next > index { take(index...(next - 1)) }
        return next
    }

    /// Scheme and host in lower case; the path keeps its case.
    private mutating func addLink(_ head: String, _ path: Substring, _ confidence: Double, _ start: Int, _ end: Int) {
        add(.url, head + path, confidence, start, min(end, bytes.count))
    }

    /// `[.]`, `(.)`, `{.}`, `[dot]`, `(dot)` are dots, `[:]` a colon.
    private static func refanged(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(where: { $0 == 0x5B || $0 == 0x28 }) else { return Array(bytes) }
        var plain: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x5B || byte == 0x28 {
                let rest = bytes[index...]
                if rest.count > 2, [0x2E, 0x3A].contains(rest[index + 1]), [0x5D, 0x29].contains(rest[index + 2]) {
                    plain.append(rest[index + 1])
                    index += 3
                    continue
                }
                if rest.count > 4, rest[(index + 1)..<(index + 4)].map(ByteTrie.lowered) == Array("dot".utf8) {
                    plain.append(0x2E)
                    index += 5
                    continue
                }
            }
            plain.append(byte)
            index += 1
        }
        return plain
    }

    /// A bare host whose last label is lexeme `index`: `sbi-kyc.example.com/x`.
    mutating func host(_ index: Int) -> Int? {
        guard index > 0, lexemes[index].shape & 4 == 0 || lexemes[index].shape & 8 == 0 else { return nil }
        var first = index
        var labels = 1
        while first > 0, labels < 10, isDot(first - 1) || isHyphen(first - 1) {
            if !isHyphen(first - 1) { labels += 1 }
            first -= 1
        }
        guard labels > 1, !lexemes[first].isTaken, lexemes[first].shape & 16 == 0 else { return nil }
        let isShort = lexemes[index].count == 2
        // "told him.in the evening": an ordinary word before a two-letter ending is no host.
        if isShort, labels == 2, isDot(index - 1), byte(Int(lexemes[index].end)) != 0x2F {
            guard first == index - 1, lexemes[first].count >= 5, cue(first).isEmpty, lexemes[first].shape & 2 != 0
            else {
                return nil
            }
        }
        let start = Int(lexemes[first].start)
        var end = Int(lexemes[index].end)
        guard byte(end) != 0x40, !(byte(end) == 0x2E && (byte(end + 1) | 0x20) &- 0x61 < 26) else { return nil }
        let hostEnd = end
        if byte(end) == 0x2F { while end < bytes.count, end - start < 2_048, !Self.endsLink(bytes[end]) { end += 1 } }
        while end > hostEnd, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29].contains(bytes[end - 1]) { end -= 1 }
        let head = String(decoding: Self.refanged(bytes[start..<hostEnd]), as: UTF8.self).lowercased()
        addLink(head, Substring(string(hostEnd, end)), 0.8, start, end)
        var next = index
        while next < lexemes.count, Int(lexemes[next].start) < end { next += 1 }
        take(first...(next - 1))
        return next
    }

    private func isDot(_ index: Int) -> Bool {
        let gap = gap(after: index)
        if gap.count == 1 { return bytes[gap.lowerBound] == 0x2E }
        return gap.count == 3 && bytes[gap.lowerBound + 1] == 0x2E
            && [0x5B, 0x28, 0x7B].contains(bytes[gap.lowerBound])
    }

    private func isHyphen(_ index: Int) -> Bool { joint(after: index) == 0x2D }

    // MARK: IP addresses

    /// Four numbers below 256 with dots, and no fifth.
    mutating func address(_ index: Int) -> Int? {
        guard index + 3 < lexemes.count, lexemes[index].count <= 3, isDot(index), isDot(index + 1), isDot(index + 2)
        else { return nil }
        let isPart =
            (index > 0 && isDot(index - 1))
            || (index + 4 < lexemes.count && isDot(index + 3) && lexemes[index + 4].isNumber)
        guard !isPart else { return nil }
        var parts: [String] = []
        for part in index...(index + 3) {
            guard lexemes[part].isNumber, lexemes[part].count <= 3, let value = digits(part), value < 256 else {
                return nil
            }
            parts.append(String(value))
        }
        let end = Int(lexemes[index + 3].end)
        add(.ip, parts.joined(separator: "."), 0.9, Int(lexemes[index].start), end)
        take(index...(index + 3))
        return index + 4
    }

    /// The value of a lexeme of up to 18 digits.
    func digits(_ index: Int) -> Int64? {
        guard index < lexemes.count, lexemes[index].isNumber, lexemes[index].count <= 18 else { return nil }
        var value: Int64 = 0
        for place in Int(lexemes[index].start)..<Int(lexemes[index].end) {
            value = value * 10 + Int64(bytes[place] - 0x30)
        }
        return value
    }
}
