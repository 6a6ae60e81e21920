import Delivery
import StageKit
import Testing

@Suite struct PartsTests {
    @Test func sha256IsThatOfTheStandard() {
        #expect(
            ByteText.hex(SHA256.digest(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            ByteText.hex(SHA256.digest([]))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            ByteText.hex(SHA256.digest(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    /// RFC 4231, cases 1, 2, 3 and 6.
    @Test func hmacIsThatOfTheRFC() {
        func hmac(_ key: [UInt8], _ text: [UInt8]) -> String { ByteText.hex(SHA256.hmac(key: key, message: text)) }
        #expect(
            hmac(Array(repeating: 0x0b, count: 20), Array("Hi There".utf8))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            hmac(Array("Jefe".utf8), Array("what do ya want for nothing?".utf8))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            hmac(Array(repeating: 0xaa, count: 20), Array(repeating: 0xdd, count: 50))
                == "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")
        #expect(
            hmac(
                Array(repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    @Test func bytesAsText() {
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { ByteText.base64(Array($0.utf8)) }
        #expect(texts == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"])
        #expect(ByteText.base64(Array("foobar".utf8), lineLength: 4) == "Zm9v\r\nYmFy")
        #expect(ByteText.form([("a b", "1&2"), ("ü", "~")]) == "a%20b=1%262&%C3%BC=~")
    }

    @Test func aBucketGivesItsBurstAndThenItsRate() {
        var bucket = TokenBucket(Rate(10, perMilliseconds: 1_000, burst: 3))
        var taken: [Int64] = []
        for moment in stride(from: Int64(5_000), through: 6_000, by: 1) where bucket.take(at: moment) {
            taken.append(moment)
        }
        #expect(taken == [5_000, 5_001, 5_002, 5_100, 5_200, 5_300, 5_400, 5_500, 5_600, 5_700, 5_800, 5_900, 6_000])
    }

    @Test func aBreakersCoolDownDoublesUpToItsLimit() {
        var breaker = CircuitBreaker(
            .init(failures: 2, coolDownMilliseconds: 100, coolDownLimitMilliseconds: 300))
        breaker.failed(at: 0)
        breaker.succeeded()
        breaker.failed(at: 0)
        #expect(breaker.allows(at: 0))
        breaker.failed(at: 0)
        #expect(breaker.state == .open(until: 100) && !breaker.allows(at: 99))
        breaker.started()
        #expect(breaker.state == .halfOpen && !breaker.allows(at: 100))
        breaker.failed(at: 100)
        #expect(breaker.state == .open(until: 300))
        breaker.started()
        breaker.failed(at: 300)
        #expect(breaker.state == .open(until: 600))
        breaker.started()
        breaker.succeeded()
        #expect(breaker.allows(at: 300) && breaker.state == .closed(failures: 0))
    }

    @Test func jitterIsFullBoundedAndRepeatable() {
        let backoff = Backoff(baseMilliseconds: 100, limitMilliseconds: 10_000, seed: 3)
        #expect((1...8).map(backoff.ceiling) == [100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000])
        #expect(backoff.ceiling(after: 1_000) == 10_000)
        let waits = (0..<1_000).map { backoff.wait(after: 5, of: "d\($0)") }
        #expect(waits.allSatisfy { (0...1_600).contains($0) })
        let mean = waits.reduce(0, +) / 1_000
        #expect((700...900).contains(mean) && (waits.min() ?? 9) < 20 && (waits.max() ?? 0) > 1_580)
        #expect(waits == (0..<1_000).map { backoff.wait(after: 5, of: "d\($0)") })
    }

    @Test func answersAreSortedIntoYesLaterAndNo() {
        func kind(_ outcome: Outcome) -> String {
            switch outcome {
            case .accepted: "yes"
            case .refused: "no"
            case .retry(let after, let isUnconfirmed, let blames, _):
                "later \(after ?? -1) \(isUnconfirmed ? "?" : "") \(blames ? "!" : "")"
            }
        }
        #expect(kind(.http(status: 204, retryAfter: nil, detail: "")) == "yes")
        #expect(kind(.http(status: 429, retryAfter: 2, detail: "")) == "later 2000  ")
        #expect(kind(.http(status: 500, retryAfter: nil, detail: "")) == "later -1 ? !")
        #expect(kind(.http(status: 401, retryAfter: nil, detail: "")) == "no")
        #expect(kind(.http(status: 301, retryAfter: nil, detail: "")) == "no")
        #expect(kind(.smtp(code: 250, detail: "")) == "yes")
        #expect(kind(.smtp(code: 421, detail: "")) == "later -1  !")
        #expect(kind(.smtp(code: 452, detail: "")) == "later -1  ")
        #expect(kind(.smtp(code: 550, detail: "")) == "no")
    }

    @Test func secretsAreNotPrinted() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump([secret], to: &dumped)
        #expect(!"\(secret) \([secret]) \(dumped)".contains("hunter2"))
    }
}
