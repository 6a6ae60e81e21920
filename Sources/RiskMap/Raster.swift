import CZlib

/// An image of palette colours.
struct Raster {
    let width: Int
    let height: Int
    private(set) var pixels: [UInt8]
    let palette: [(red: UInt8, green: UInt8, blue: UInt8)]

    init(width: Int, height: Int, palette: [(red: UInt8, green: UInt8, blue: UInt8)], fill: UInt8 = 0) {
        self.width = width
        self.height = height
        self.palette = palette
        pixels = [UInt8](repeating: fill, count: width * height)
    }

    /// What lies outside is not drawn.
    mutating func set(_ x: Int, _ y: Int, _ colour: UInt8) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        pixels[y * width + x] = colour
    }

    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: UInt8) {
        for row in y..<y + height { for column in x..<x + width { set(column, row, colour) } }
    }

    mutating func disc(x: Int, y: Int, radius: Int, _ colour: UInt8) {
        for row in -radius...radius {
            for column in -radius...radius where row * row + column * column <= radius * radius {
                set(x + column, y + row, colour)
            }
        }
    }

    /// Letters of three by five pixels, each `scale` large; returns the width used.
    @discardableResult
    mutating func write(_ text: String, x: Int, y: Int, scale: Int, _ colour: UInt8) -> Int {
        var left = x
        for character in text.uppercased() {
            let bits = SmallFont.bits(character)
            for row in 0..<5 {
                for column in 0..<3 where bits >> (14 - row * 3 - column) & 1 == 1 {
                    fill(x: left + column * scale, y: y + row * scale, width: scale, height: scale, colour)
                }
            }
            left += 4 * scale
        }
        return left - x
    }

    // MARK: PNG

    /// The image as a PNG of indexed colours (ISO 15948), every row unfiltered; nil without memory for compression.
    func png() -> [UInt8]? {
        var rows: [UInt8] = []
        rows.reserveCapacity((width + 1) * height)
        for row in 0..<height {
            rows.append(0)
            rows += pixels[row * width..<(row + 1) * width]
        }
        var packed = [UInt8](repeating: 0, count: czlib_bound(rows.count))
        let length = czlib_compress(rows, rows.count, &packed, packed.count)
        guard length > 0 else { return nil }
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += Self.chunk("IHDR", Self.word(width) + Self.word(height) + [8, 3, 0, 0, 0])
        file += Self.chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
        file += Self.chunk("IDAT", Array(packed.prefix(length)))
        file += Self.chunk("IEND", [])
        return file
    }

    private static func chunk(_ type: String, _ bytes: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + bytes
        return word(bytes.count) + body + word(Int(czlib_crc32(0, body, body.count)))
    }

    private static func word(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

/// Capitals, digits and a few signs in three by five pixels: five octal digits a sign, the top row first.
enum SmallFont {
    private static let glyphs: [Character: Int] = [
        "0": 0o75557, "1": 0o26227, "2": 0o71747, "3": 0o71717, "4": 0o55711, "5": 0o74717, "6": 0o74757,
        "7": 0o71111, "8": 0o75757, "9": 0o75717, "A": 0o25755, "B": 0o65656, "C": 0o34443, "D": 0o65556,
        "E": 0o74647, "F": 0o74644, "G": 0o34553, "H": 0o55755, "I": 0o72227, "J": 0o11152, "K": 0o55655,
        "L": 0o44447, "M": 0o57755, "N": 0o65555, "O": 0o25552, "P": 0o65644, "Q": 0o25563, "R": 0o65655,
        "S": 0o34216, "T": 0o72222, "U": 0o55557, "V": 0o55552, "W": 0o55775, "X": 0o55255, "Y": 0o55222,
        "Z": 0o71247, ".": 0o00002, ",": 0o00024, ":": 0o02020, ";": 0o02024, "-": 0o00700, "+": 0o02720,
        "(": 0o12221, ")": 0o42224, "/": 0o11244, "©": 0o75457,
    ]

    /// Nothing for a space, a box for what has no glyph.
    static func bits(_ character: Character) -> Int { character == " " ? 0 : glyphs[character] ?? 0o77777 }
}
