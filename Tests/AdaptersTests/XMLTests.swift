import Foundation
import FoundationXML
import Testing

@testable import Adapters

@Suite struct XMLTests {
    private func root(_ text: String) throws -> MessageElement { try XMLReader.read(Array(text.utf8)) }

    @Test func textIsPutTogether() throws {
        let element = try root("<a x='1&#65;\n2'> b<!-- c -->&lt;<![CDATA[<&]]>\r\nd<?p q?> &#13;</a>")
        #expect(element.text == " b<<&\nd \r")
        #expect(element.value == "b<<&\nd")
        #expect(element.attributes == ["x": "1A 2"])
    }

    @Test func pathsAndLinesAreKnown() throws {
        let element = try root("<a>\n<b/>\n<b><c/></b></a>")
        #expect(element.children.map(\.path) == ["a/b", "a/b[2]"])
        #expect(element.children[1].children[0].path == "a/b[2]/c")
        #expect(element.children.map(\.line) == [2, 3])
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<a>&x;</a>",
        "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#+65;</a>", "<a>&</a>", "<a", "<a>", "<a></b>", "<a/><b/>", "", "x",
        "<a/>x",
        "<a b='1' b='2'/>", "<a b=1/>", "<a b='<'/>", "<a>]]></a>", "<p:a/>", "<a:b:c xmlns:a='x'/>", "<1a/>",
        "<a\u{0}/>",
        "<a>\u{1}</a>", "<a><!-- -- --></a>", "<?xml version=\"1.1\"?><a/>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
        " <?xml version=\"1.0\"?><a/>", "<a b='1'c='2'/>", "<a><![CDATA[</a>",
    ])
    func whatIsNotWellFormedOrNotSafeIsRefused(_ text: String) {
        #expect(throws: AdapterFault.self) { try root(text) }
    }

    @Test func depthAndSizeAreBounded() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(throws: AdapterFault.self) { try root(deep) }
        var limits = XMLReader.Limits()
        limits.elements = 3
        #expect(throws: AdapterFault.self) { try XMLReader.read(Array("<a><b/><b/><b/></a>".utf8), limits: limits) }
        limits.bytes = 4
        #expect(throws: AdapterFault.self) { try XMLReader.read(Array("<aaa/>".utf8), limits: limits) }
        #expect(throws: AdapterFault.self) { try XMLReader.read([0x3C, 0x61, 0xFF, 0x2F, 0x3E]) }
    }

    /// Whatever our reader takes, libxml2 takes too, and reads as the same elements, attributes and text.
    @Test func agreesWithAnotherParserOnDamagedMessages() throws {
        let originals = [Samples.pacs008, Samples.camt054, Samples.reqPay()].map { Array($0.utf8) }
        let pieces = [
            "<", ">", "/>", "&amp;", "&", "]]>", "<!--", "-->", "\"", "'", "=", " ", "<b>", "</b>", "<![CDATA[", "\r\n",
            "x:",
        ]
        var random = Numbers(state: 20_260_301)
        var taken = 0
        for _ in 0..<600 {
            var bytes = originals[random.below(originals.count)]
            for _ in 0...random.below(2) {
                let at = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes.remove(at: at)
                case 1: bytes.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: at)
                default: bytes[at] = UInt8(32 + random.below(95))
                }
            }
            guard let ours = try? XMLReader.read(bytes) else { continue }
            taken += 1
            let theirs = Events()
            let parser = XMLParser(data: Data(bytes))
            parser.delegate = theirs
            let message = String(decoding: bytes, as: UTF8.self)
            #expect(parser.parse(), "libxml2 refuses: \(message)")
            #expect(Self.events(ours) == theirs.seen, "read otherwise: \(message)")
        }
        #expect(taken > 100, "too few damaged messages are still well-formed to compare: \(taken)")
    }

    private static func events(_ element: MessageElement) -> [String] {
        let attributes = element.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
            separator: "|")
        return ["\(element.name)(\(attributes))"] + element.children.flatMap(events) + [
            "/\(element.name):\(element.text)"
        ]
    }

    private struct Numbers {
        var state: UInt64
        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
    }

    private final class Events: NSObject, XMLParserDelegate {
        var seen: [String] = []
        private var texts: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
            qualifiedName qName: String?,
            attributes: [String: String]
        ) {
            let own = attributes.filter { $0.key != "xmlns" && !$0.key.hasPrefix("xmlns:") }
            let text = own.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|")
            seen.append("\(Self.local(elementName))(\(text))")
            texts.append("")
        }

        func parser(
            _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName qName: String?
        ) {
            seen.append("/\(Self.local(elementName)):\(texts.popLast() ?? "")")
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if !texts.isEmpty { texts[texts.count - 1] += string }
        }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            if !texts.isEmpty { texts[texts.count - 1] += String(decoding: block, as: UTF8.self) }
        }

        private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
    }
}
