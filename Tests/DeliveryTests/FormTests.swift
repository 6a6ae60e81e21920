import Delivery
import Foundation
import Records
import Testing

@Suite struct FormTests {
    private func text(_ request: HTTPRequest) -> String {
        ([request.method + " " + request.url] + request.headers + ["", String(decoding: request.body, as: UTF8.self)])
            .joined(separator: "\n")
    }

    private func template() throws -> SMSTemplate {
        try SMSTemplate(
            name: "forecast", registeredID: "1107160000000000001", header: "PRAHRI",
            text: "Prahari: cash-out of case {#var#} likely at {#var#} in {#var#} min.",
            fields: ["case", "terminal", "minutes"])
    }

    @Test func webhook() {
        var message = message
        message.address = "https://bank.example/alerts"
        // As openssl dgst -sha256 -hmac whsec has it over the timestamp, a full stop and the body.
        #expect(
            text(WebhookForm(secret: Secret("whsec")).request(message)) == """
                POST https://bank.example/alerts
                Content-Type: application/json
                Idempotency-Key: c1
                Prahari-Timestamp: 1772340362
                Prahari-Attempt: 1
                Prahari-Signature: v1=1e1366c4b57ba2f7fe2f11a566419bcd428cde99fc4efd9f4d281167917ae554

                {"recipient":"duty.officer","command":{"id":"c1"}}
                """)
        message.command.id = "a\r\nb"
        #expect(WebhookForm(secret: nil).request(message).headers.contains("Idempotency-Key: a__b"))
    }

    @Test func theAssessmentIsInTheMailAndItsShortFormInTheSMS() throws {
        var message = message
        message.command.risk = RiskAssessment(
            level: .high, score: 0.82,
            factors: [
                .init(code: "TRAIL", weight: 0.5, score: 0.9, contribution: 0.61),
                .init(code: "FORECAST", weight: 0.3, score: 0.8, contribution: 0.39),
            ], rationale: "₹49,000 of a theft <here> is about to be drawn. Hold the account, and tell the station.")
        message.command.escalationLevel = 2
        message.command.heldBack = 7
        message.command.roles = ["station_officer"]
        let text = AlertText(message.command)
        #expect(
            text.plain.hasPrefix(
                """
                [CRITICAL] ₹49,000 is about to be drawn near Jayanagar

                ₹49,000 of a theft <here> is about to be drawn. Hold the account, and tell the station.

                Risk: HIGH (82 of 100): TRAIL 61 %, FORECAST 39 %
                Escalation: step 2
                For: station_officer

                """))
        #expect(text.plain.contains("\nHeld back: 7 more of this policy, by its budget or rate\n"))
        #expect(text.html.contains("<p>₹49,000 of a theft &lt;here&gt; is about to be drawn. Hold"))
        #expect(text.html.contains("<tr><th align=\"left\">Risk</th><td>HIGH (82 of 100): TRAIL 61 %"))
        let template = try SMSTemplate(
            name: "t", registeredID: "1107160000000000001", header: "PRAHRI",
            text: "Prahari {#var#} risk, step {#var#}, held {#var#}, for {#var#}.",
            fields: ["risk", "step", "held_back", "role"])
        #expect(try template.render(message.command) == "Prahari HIGH risk, step 2, held 7, for station_officer.")
        #expect(try template.render(command()) == "Prahari - risk, step -, held 0, for -.")
    }

    @Test func providersAreToldWhereToReport() throws {
        let template = try template()
        let url = "https://gw.example/callbacks/sms?ref=1"
        let twilio = SMSForm.twilio(account: "AC1", token: Secret("t"), from: "PRAHRI")
        let request = try twilio.request(message, template: template, base: nil, callback: url)
        #expect(text(request).hasSuffix("&StatusCallback=https%3A%2F%2Fgw.example%2Fcallbacks%2Fsms%3Fref%3D1"))
        let local = SMSForm.textLocal(key: Secret("k"))
        #expect(
            text(try local.request(message, template: template, base: nil, callback: url))
                .contains("&receipt_url=https%3A%2F%2Fgw.example"))
        #expect(!text(try local.request(message, template: template, base: nil)).contains("receipt_url"))
    }

    @Test func mailIsTextAndHTML() throws {
        var message = message
        message.address = "officer@police.example"
        let mail = try MailForm(from: "alerts@prahari.example").mail(message)
        let lines = String(decoding: mail.data, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(mail.from == "alerts@prahari.example" && mail.to == "officer@police.example")
        let boundary = "=_" + message.fingerprint
        #expect(
            lines.prefix(14).joined(separator: "\n") == """
                Date: Sun, 01 Mar 2026 04:46:02 +0000
                From: Prahari <alerts@prahari.example>
                To: <officer@police.example>
                Subject: =?UTF-8?B?W0NSSVRJQ0FMXSDigrk0OSwwMDAgaXMgYWJvdXQgdG8gYmUgZHJhd24gbmVh?=
                 =?UTF-8?B?ciBKYXlhbmFnYXI=?=
                Message-ID: <\(message.fingerprint)@prahari.example>
                Auto-Submitted: auto-generated
                X-Priority: 1
                Prahari-Command: c1
                Prahari-Attempt: 1
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="\(boundary)"

                --\(boundary)
                """)
        #expect(lines.suffix(2) == ["--\(boundary)--", ""] && lines.allSatisfy { $0.utf8.count <= 90 })
        #expect(lines.contains("Content-Type: text/plain; charset=utf-8"))
        #expect(lines.contains("Content-Type: text/html; charset=utf-8"))
        for address in ["a@b\r\nBcc: x@y", "nobody", "a@b@c", "<a@b>", "@b"] {
            message.address = address
            #expect(throws: FormFault.self) { try MailForm(from: "a@b").mail(message) }
        }
    }

    @Test func theWordsOfAnAlert() {
        let words = AlertText(message.command)
        #expect(
            words.plain == """
                [CRITICAL] ₹49,000 is about to be drawn near Jayanagar

                Cases: KA-117
                Where: Bengaluru Urban, Karnataka
                Terminal: SBI-BLR-0417: 34 %, in about 14 min
                OWN_WITHDRAWALS: 3 of 5 were <here>
                Until: 2026-03-01 05:46 UTC
                Alert: c1

                """)
        #expect(words.html.contains("3 of 5 were &lt;here&gt;") && !words.html.contains("<here>"))
    }

    @Test func twilio() throws {
        let form = SMSForm.twilio(account: "AC1", token: Secret("t"), from: "PRAHRI")
        #expect(
            text(try form.request(message, template: template(), base: nil)) == """
                POST https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json
                Content-Type: application/x-www-form-urlencoded
                Authorization: Basic QUMxOnQ=

                To=%2B919800000000&From=PRAHRI&Body=Prahari%3A%20cash-out%20of%20case%20KA-117%20likely%20at%20SBI-BLR-0417%20in%2014%20min.
                """)
    }

    @Test func msg91() throws {
        #expect(
            text(try SMSForm.msg91(key: Secret("k")).request(message, template: template(), base: nil)) == """
                POST https://control.msg91.com/api/v5/flow/
                Content-Type: application/json
                authkey: k

                {"template_id":"1107160000000000001","sender":"PRAHRI","short_url":"0","recipients":[{"mobiles":"919800000000","var1":"KA-117","var2":"SBI-BLR-0417","var3":"14"}]}
                """)
    }

    @Test func textLocal() throws {
        #expect(
            text(try SMSForm.textLocal(key: Secret("k")).request(message, template: template(), base: nil)) == """
                POST https://api.textlocal.in/send/
                Content-Type: application/x-www-form-urlencoded

                apikey=k&numbers=919800000000&sender=PRAHRI&message=Prahari%3A%20cash-out%20of%20case%20KA-117%20likely%20at%20SBI-BLR-0417%20in%2014%20min.&custom=\(message.fingerprint)
                """)
    }

    @Test func whatsApp() throws {
        let form = WhatsAppForm(
            phoneNumberID: "106", token: Secret("t"), template: "cash_out", language: "en_IN", fields: ["case"])
        #expect(
            text(try form.request(message, base: nil)) == """
                POST https://graph.facebook.com/v20.0/106/messages
                Content-Type: application/json
                Authorization: Bearer t

                {"messaging_product":"whatsapp","recipient_type":"individual","to":"919800000000","type":"template","template":{"name":"cash_out","language":{"code":"en_IN"},"components":[{"type":"body","parameters":[{"type":"text","text":"KA-117"}]}]},"biz_opaque_callback_data":"\(message.fingerprint)"}
                """)
    }

    @Test func firebase() {
        var message = message
        message.address = "device"
        #expect(
            text(FCMForm(project: "p", token: Secret("t")).request(message, base: "http://127.0.0.1:1")) == """
                POST http://127.0.0.1:1/v1/projects/p/messages:send
                Content-Type: application/json
                Authorization: Bearer t

                {"message":{"token":"device","notification":{"title":"[CRITICAL] ₹49,000 is about to be drawn near Jayanagar","body":"₹49,000 is about to be drawn near Jayanagar"},"data":{"command_id":"c1","dedup_key":"c1","action":"trigger","severity":"critical"},"android":{"priority":"high","ttl":"3600s","collapse_key":"d0f631ca1ddba8db3bcfcb9e057cdc98"},"apns":{"headers":{"apns-priority":"10","apns-expiration":"1772343962","apns-collapse-id":"d0f631ca1ddba8db3bcfcb9e057cdc98"}}}}
                """)
    }

    @Test func onlyTextsThatCarriersTakeAreSent() throws {
        let template = try template()
        #expect(template.matches("Prahari: cash-out of case A likely at B in 3 min."))
        #expect(!template.matches("Prahari: cash-out of case A likely at B in 3 minutes."))
        #expect(!template.matches("Prahari: cash-out of case  likely at B in 3 min"))
        let long = String(repeating: "x", count: 31)
        #expect(!template.matches("Prahari: cash-out of case \(long) likely at B in 3 min."))
        var wordy = command()
        wordy.caseIDs = [long]
        #expect(template.matches(try template.render(wordy)))
        for (id, header, text) in [
            ("1", "PRAHRI", "{#var#}"), ("1107160000000000001", "TOOLONG", "{#var#}"),
            ("1107160000000000001", "PR4HRI", "{#var#}"), ("1107160000000000001", "PRAHRI", "none"),
        ] {
            #expect(throws: FormFault.self) {
                try SMSTemplate(name: "t", registeredID: id, header: header, text: text, fields: ["case"])
            }
        }
        var message = message
        for number in ["98 000", "+0919800000", "abc", ""] {
            message.address = number
            #expect(throws: FormFault.self) {
                try SMSForm.msg91(key: Secret("k")).request(message, template: template, base: nil)
            }
        }
    }
}
