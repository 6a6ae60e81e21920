import Delivery
import Foundation
import Records
import Telemetry

/// Providers' reports in our words.
enum CallbackReader {
    /// Nil when the report cannot be read; empty when it says nothing that counts (a message still on its way).
    static func reports(
        _ call: HTTPCall, _ query: [(String, String)], _ channel: String, _ kind: CallbackDesk.Provider.Kind
    ) -> [DeliveryReport]? {
        switch kind {
        case .twilio: twilio(form(call), query, channel)
        case .textLocal: textLocal(form(call) + query, channel)
        case .msg91: msg91(call.body, channel)
        case .whatsApp: whatsApp(call.body, channel)
        }
    }

    private static func form(_ call: HTTPCall) -> [(String, String)] {
        ByteText.formFields(String(decoding: call.body, as: UTF8.self))
    }

    private static func value(_ name: String, _ fields: [(String, String)]) -> String {
        fields.first { $0.0 == name }?.1 ?? ""
    }

    private static func words(_ provider: String, _ parts: String...) -> String {
        Redaction.mask(([provider] + parts.filter { !$0.isEmpty }).joined(separator: " ").prefix(200).description)
    }

    private static func twilio(
        _ fields: [(String, String)], _ query: [(String, String)], _ channel: String
    ) -> [DeliveryReport]? {
        let id = value("MessageSid", fields)
        let said = value("MessageStatus", fields)
        guard !id.isEmpty, !said.isEmpty else { return nil }
        guard let status = DeliveryReport.twilio(said) else { return [] }
        let detail = words("Twilio", said, value("ErrorCode", fields))
        return [
            DeliveryReport(
                channel: channel, providerID: id, reference: value("ref", query), status: status, detail: detail)
        ]
    }

    private static func textLocal(_ fields: [(String, String)], _ channel: String) -> [DeliveryReport]? {
        let reference = value("customID", fields)
        let said = value("status", fields)
        guard !said.isEmpty, !reference.isEmpty else { return nil }
        guard let status = DeliveryReport.textLocal(said) else { return [] }
        return [
            DeliveryReport(
                channel: channel, providerID: "", reference: reference, status: status,
                detail: words("TextLocal", said))
        ]
    }

    /// A list of requests, each with a report for every number; older accounts wrap it in the form field `data`.
    private static func msg91(_ body: [UInt8], _ channel: String) -> [DeliveryReport]? {
        let wrapped = ByteText.formFields(String(decoding: body, as: UTF8.self)).first { $0.0 == "data" }?.1
        let value = try? JSONSerialization.jsonObject(with: wrapped.map { Data($0.utf8) } ?? Data(body))
        guard let requests = value as? [[String: Any]] ?? (value as? [String: Any]).map({ [$0] }) else { return nil }
        var reports: [DeliveryReport] = []
        for request in requests {
            let id = ProviderAnswer.text(request["requestId"] ?? request["request_id"])
            guard !id.isEmpty else { return nil }
            let entries = request["report"] as? [[String: Any]] ?? [request]
            for entry in entries {
                guard let status = DeliveryReport.msg91(ProviderAnswer.text(entry["status"])) else { continue }
                let detail = words(
                    "MSG91", ProviderAnswer.text(entry["status"]), ProviderAnswer.text(entry["desc"]))
                reports.append(DeliveryReport(channel: channel, providerID: id, status: status, detail: detail))
            }
        }
        return reports
    }

    private static func whatsApp(_ body: [UInt8], _ channel: String) -> [DeliveryReport]? {
        let top = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
        guard let entries = top?["entry"] as? [[String: Any]] else { return nil }
        let changes = entries.flatMap { $0["changes"] as? [[String: Any]] ?? [] }
        let statuses = changes.flatMap { ($0["value"] as? [String: Any])?["statuses"] as? [[String: Any]] ?? [] }
        return statuses.compactMap { item in
            let said = ProviderAnswer.text(item["status"])
            guard let status = DeliveryReport.whatsApp(said) else { return nil }
            let error = (item["errors"] as? [[String: Any]])?.first ?? [:]
            return DeliveryReport(
                channel: channel, providerID: ProviderAnswer.text(item["id"]),
                reference: ProviderAnswer.text(item["biz_opaque_callback_data"]), status: status,
                detail: words(
                    "WhatsApp", said, ProviderAnswer.text(error["code"]), ProviderAnswer.text(error["title"])))
        }
    }
}
