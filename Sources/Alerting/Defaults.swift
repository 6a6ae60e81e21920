/// The policies in force where `ref.policies.v1` says nothing else: the text of `reference/policies.json`, so that a
/// stage needs no file to start. A test holds the two together.
enum Defaults {
    static let policies = #"""
        [
          {
            "id": "case-digital-arrest",
            "version": "1",
            "record": "tagged_fir",
            "any_tags": ["digital_arrest"],
            "severity": [
              {"min_score": 0, "severity": "error"}
            ],
            "group_key": "{policy}/{fir_id}",
            "dedup_key": "{policy}/{fir_id}",
            "channels": ["sms", "push"],
            "template_id": "case",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 120,
            "escalation_policy": "cyber-cell",
            "deliver_replays": false
          },
          {
            "id": "case-large-loss",
            "version": "1",
            "record": "tagged_fir",
            "min_amount": "1000000.00",
            "severity": [
              {"min_score": 0, "severity": "critical"}
            ],
            "group_key": "{policy}/{fir_id}",
            "dedup_key": "{policy}/{fir_id}",
            "channels": ["sms", "push"],
            "template_id": "case",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 120,
            "escalation_policy": "district-head",
            "deliver_replays": false
          },
          {
            "id": "forecast-cash-out",
            "version": "1",
            "record": "risk_forecast",
            "min_score": 0.25,
            "min_amount": "5000.00",
            "severity": [
              {"min_score": 0.25, "severity": "warning"},
              {"min_score": 0.4, "severity": "error"},
              {"min_score": 0.6, "severity": "critical"}
            ],
            "group_key": "{policy}/{case_id}/{account}",
            "dedup_key": "{policy}/{case_id}/{account}",
            "channels": ["sms", "push"],
            "template_id": "forecast",
            "expires_after_minutes": 240,
            "dedup_window_minutes": 15,
            "escalation_policy": "patrol",
            "deliver_replays": false
          },
          {
            "id": "post-high-risk",
            "version": "1",
            "record": "scored_post",
            "min_score": 0.8,
            "severity": [
              {"min_score": 0.8, "severity": "warning"},
              {"min_score": 0.95, "severity": "error"}
            ],
            "group_key": "{policy}/{post_id}",
            "dedup_key": "{policy}/{post_id}",
            "channels": ["email"],
            "template_id": "post",
            "expires_after_minutes": 2880,
            "dedup_window_minutes": 1440,
            "deliver_replays": false
          },
          {
            "id": "stolen-money-arrived",
            "version": "1",
            "record": "trail_hop",
            "min_score": 0.5,
            "hop_kinds": ["arrived"],
            "min_amount": "1000.00",
            "interdict_score": 0.8,
            "severity": [
              {"min_score": 0.5, "severity": "error"},
              {"min_score": 0.85, "severity": "critical"}
            ],
            "group_key": "{policy}/{case_id}/{account}",
            "dedup_key": "{policy}/{case_id}/{account}",
            "channels": ["sms", "push"],
            "template_id": "arrival",
            "expires_after_minutes": 720,
            "dedup_window_minutes": 30,
            "escalation_policy": "cyber-cell",
            "deliver_replays": false
          },
          {
            "id": "stolen-money-drawn",
            "version": "1",
            "record": "trail_hop",
            "hop_kinds": ["cashed_out"],
            "min_amount": "1000.00",
            "severity": [
              {"min_score": 0, "severity": "error"},
              {"min_score": 0.85, "severity": "critical"}
            ],
            "group_key": "{policy}/{case_id}/{account}",
            "dedup_key": "{policy}/{case_id}/{account}",
            "channels": ["sms", "push"],
            "template_id": "cash_out",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 30,
            "escalation_policy": "patrol",
            "deliver_replays": false
          },
          {
            "id": "transaction-high-score",
            "version": "1",
            "record": "scored_transaction",
            "min_score": 0.85,
            "min_amount": "5000.00",
            "interdict_score": 0.97,
            "severity": [
              {"min_score": 0.85, "severity": "warning"},
              {"min_score": 0.92, "severity": "error"},
              {"min_score": 0.97, "severity": "critical"}
            ],
            "group_key": "{policy}/{account}",
            "dedup_key": "{policy}/{account}",
            "channels": ["email", "webhook"],
            "template_id": "transaction",
            "expires_after_minutes": 720,
            "dedup_window_minutes": 60,
            "deliver_replays": false
          },
          {
            "id": "transaction-pass-through",
            "version": "1",
            "record": "scored_transaction",
            "min_score": 0.6,
            "any_tags": ["PASS_THROUGH"],
            "min_amount": "10000.00",
            "interdict_score": 0.9,
            "severity": [
              {"min_score": 0.6, "severity": "error"},
              {"min_score": 0.85, "severity": "critical"}
            ],
            "group_key": "{policy}/{account}",
            "dedup_key": "{policy}/{account}",
            "channels": ["push", "webhook"],
            "template_id": "transaction",
            "expires_after_minutes": 720,
            "dedup_window_minutes": 60,
            "escalation_policy": "cyber-cell",
            "deliver_replays": false
          }
        ]
        """#
}
