import Records
import Tagging

/// Texts with the identifiers that must, and must not, be found in them.
///
/// One line each: the text, `=>`, then `kind:value` for what must be found and `!kind` for what must not, by semicolons.
enum EntitySuite {
    static func run() -> TagReport.Suite {
        var suite = TagReport.Suite(name: "identifiers", passed: 0, failures: [])
        for line in texts.split(separator: "\n") {
            let parts = line.split(separator: "=>", maxSplits: 1)
            guard parts.count == 2 else {
                suite.failures.append("not a line of the suite: \(line)")
                continue
            }
            let text = parts[0].trimmingSpaces.replacing("\\z", with: "\u{200B}").replacing("\\r", with: "\u{202E}")
            let found = EntityExtractor.extract(text)
            let misses = parts[1].split(separator: ";").compactMap { miss($0.trimmingSpaces, found) }
            if misses.isEmpty {
                suite.passed += 1
            } else {
                let told = found.map { "\($0.kind.rawValue):\($0.value)" }.joined(separator: ", ")
                suite.failures.append("\(text): \(misses.joined(separator: "; ")); found \(told)")
            }
        }
        return suite
    }

    private static func miss(_ wanted: String, _ found: [Entity]) -> String? {
        if wanted.hasPrefix("!") {
            return found.contains { $0.kind.rawValue == wanted.dropFirst() } ? "has \(wanted.dropFirst())" : nil
        }
        let parts = wanted.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return "'\(wanted)' is not kind:value" }
        return found.contains { $0.kind.rawValue == parts[0] && $0.value == parts[1] } ? nil : "lacks \(wanted)"
    }

    private static let texts = ##"""
        call 9876543210 now => phone:+919876543210
        call +91-98765-43210 now => phone:+919876543210
        mob. 98765 43210 of the accused => phone:+919876543210; !account
        phone no 09876543210 => phone:+919876543210
        ph: 0091 9876543210. => phone:+919876543210
        WhatsApp no. 91-9876543210 => phone:+919876543210
        from +447911123456 on WhatsApp => phone:+447911123456
        from +92 300 1234567 => phone:+923001234567
        from +855 12 345 678 => phone:+85512345678
        toll free 1800 103 4455 => phone:+9118001034455
        office phone 033-22145486 => phone:+913322145486
        ९८७६५४३२१० par call => phone:+919876543210
        98\z765\z43210 hidden => phone:+919876543210
        \r9876543210 => phone:+919876543210
        ９８７６５４３２１０ wide => phone:+919876543210
        case 9999999999 is one digit => !phone
        pin 700016 and GDE No. 789 => !phone; !account
        number 5876543210 => !phone
        sent to ramesh.k@okaxis, then => upi:ramesh.k@okaxis; !email
        UPI id:9876543210@ybl. => upi:9876543210@ybl; !phone
        fraud@ybl.Then he left => upi:fraud@ybl; !email
        pay to (shop-12@paytm) => upi:shop-12@paytm
        mail a.b@example.org. => email:a.b@example.org; !upi
        write to X_Y+1@sub.example.co.in please => email:x_y+1@sub.example.co.in
        @ and a@ and @b and @@ => !upi; !email
        raju@gmail is his mail => !upi
        IFSC HDFC0001234 => ifsc:HDFC0001234
        ifsc code sbin0000300 => ifsc:SBIN0000300
        code HDFCX001234 => !ifsc
        A/C No. 50100123456789 of => account:50100123456789
        account number is 123456789 => account:123456789
        SB a/c: 00112233445566 => account:00112233445566
        a/c 9876543210 of PNB => account:9876543210; !phone
        account holder's mobile 9876543210 => phone:+919876543210; !account
        RRN 612345678901 => rrn:612345678901; !aadhaar
        vide UTR No. 412512345678 => rrn:412512345678
        UTR SBIN124059876543 => utr:SBIN124059876543
        RTGS HDFCR52024121512345678 => utr:HDFCR52024121512345678
        (Ref Transaction no. 123456789012). => rrn:123456789012
        lost Rs. 1,25,000/- only => amount:₹1,25,000
        lost Rs 1.25 lakh => amount:₹1,25,000
        lost 1.25 lakh in all => amount:₹1,25,000
        lost 2 crore 5 lakh => amount:₹2,05,00,000
        paid ₹49,999 => amount:₹49,999
        paid ₹ 500.50 => amount:₹500.50
        paid INR 5000 => amount:₹5,000
        paid Rs.5000/- => amount:₹5,000
        paid Rs5000 => amount:₹5,000
        paid 5,000/- in cash => amount:₹5,000
        paid 500 rupees => amount:₹500
        Rs. 12 thousand => amount:₹12,000
        Rs 25k was taken => amount:₹25,000
        Rupees 3,000 => amount:₹3,000
        Rs. and nothing => !amount
        12 persons and 3 phones => !amount
        version 1.25 of the app => !amount; !ip
        on 15.12.2024 at 14:30hrs => date:2024-12-15; time:14:30; !amount
        dated 15,Dec,2024 u/s => date:2024-12-15
        on 5th January, 2026 => date:2026-01-05
        on 03/01/26 at about 11.20 hrs => date:2026-01-03; time:11:20
        on 2026-01-03 => date:2026-01-03
        on January 3, 2026 => date:2026-01-03
        at 2.30 p.m. he => time:14:30
        at 9:05 am => time:09:05
        around 1930 hrs => time:19:30
        on 31.02.2024 => !date
        on 15.13.2024 => !date
        on 29.02.2024 => date:2024-02-29
        PAN ABCPE1234F => pan:ABCPE1234F
        pan abcpe1234f => pan:ABCPE1234F
        PAN ABCXE1234F => !pan
        Aadhaar 234123412346 => aadhaar:234123412346
        Aadhaar no. 2341 2341 2346 => aadhaar:234123412346
        Aadhaar 234123412347 => !aadhaar
        Aadhaar 123412341234 => !aadhaar
        GSTIN 27AAPFU0939F1ZV => gstin:27AAPFU0939F1ZV; !pan
        GSTIN 27AAPFU0939F1ZW => !gstin
        GSTIN 45AAPFU0939F1ZV => !gstin
        card 4111111111111111 used => card:4111111111111111
        card no. 4111 1111 1111 1111 => card:4111111111111111
        card 378282246310005 => card:378282246310005
        card 4111111111111112 used => !card
        debit card ending 1234 => !card
        IMEI 490154203237518 => imei:490154203237518
        IMEI 490154203237519 => !imei
        see hxxps://pay[.]example[.]com/x => url:https://pay.example.com/x
        see http://sb1-rewards.example/c, then => url:http://sb1-rewards.example/c
        see WWW.Fake-Bank.COM/Login. => url:www.fake-bank.com/Login
        the site sbi-kyc.online/update?x=1 => url:sbi-kyc.online/update?x=1
        the site trade-max.com and => url:trade-max.com
        hxxp://a(.)b(.)com => url:http://a.b.com
        he told him.in the evening => !url
        end of it.The next => !url
        from 10.1.2.3 => ip:10.1.2.3; !url; !date
        from 103[.]48[.]7[.]9 => ip:103.48.7.9
        from 300.1.2.3 => !ip
        1.2.3.4.5 => !ip
        wallet 0x52908400098527886E0F7030069857D2E4169EE7 => crypto:0x52908400098527886E0F7030069857D2E4169EE7
        wallet 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed => crypto:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed
        wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed => !crypto
        BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa => crypto:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
        BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb => !crypto
        BTC 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy => crypto:3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy
        BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4 => crypto:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
        BTC bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0 => crypto:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0
        BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5 => !crypto
        USDT TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t => crypto:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t
        USDT TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u => !crypto
        car WB 02 AB 1234 => vehicle:WB02AB1234
        motorcycle bearing no. DL-3C-AB-1234 => vehicle:DL3CAB1234
        vehicle MH12DE1433 was => vehicle:MH12DE1433
        vehicle 22 BH 1234 AA => vehicle:22BH1234AA
        room no. AB 12 and XX 02 AB 1234 => !vehicle
        one Priya Biswas D/o Sujan Biswas of Kolkata => person:Priya Biswas; person:Sujan Biswas; place:Kolkata
        I.O- Insp. Amit Roy. Arrest-Nil => person:Amit Roy
        Sri S. K. Sen of Howrah => person:S. K. Sen; place:Howrah
        from her HDFC Bank account => organisation:HDFC Bank
        the State Bank of India at Park Street => organisation:State Bank of India; place:Park Street
        employee of Sunrise Traders Pvt Ltd => organisation:Sunrise Traders Pvt Ltd
        The Accused Person Called => !person; !organisation
        """##
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
