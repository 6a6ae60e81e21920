/// The documents in force where `ref.policies.v1` says nothing else: the text of `reference/policies.json`, so that a
/// stage needs no file to start. A test holds the two together.
enum Defaults {
    static let policies = #"""
        [
          {
            "id": "case-digital-arrest",
            "version": "2",
            "record": "tagged_fir",
            "any_tags": ["digital_arrest"],
            "severity": [
              {"min_score": 0, "severity": "error"}
            ],
            "group_key": "case/{fir_id}",
            "dedup_key": "{policy}/{fir_id}",
            "channels": ["sms", "push"],
            "roles": ["cyber_cell"],
            "template_id": "case",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 120,
            "group_wait_seconds": 0,
            "group_interval_seconds": 300,
            "escalation_policy": "cyber-cell",
            "deliver_replays": false,
            "tests": [
              {"name": "the tag alone is enough", "subject": {"score": 0.2, "tags": ["digital_arrest"]}, "expect": "error"},
              {"name": "another crime", "subject": {"score": 0.9, "tags": ["job_scam"]}, "expect": "none"}
            ]
          },
          {
            "id": "case-large-loss",
            "version": "3",
            "record": "tagged_fir",
            "min_amount": "1000000.00",
            "severity": [
              {"min_score": 0, "severity": "error"}
            ],
            "group_key": "case/{fir_id}",
            "dedup_key": "{policy}/{fir_id}",
            "channels": ["sms", "push"],
            "roles": ["district_head"],
            "template_id": "case",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 120,
            "group_wait_seconds": 0,
            "group_interval_seconds": 300,
            "escalation_policy": "district-head",
            "deliver_replays": false,
            "tests": [
              {"name": "ten lakh", "subject": {"score": 0.1, "amount": "1000000.00"}, "expect": "error"},
              {"name": "one rupee less", "subject": {"score": 0.9, "amount": "999999.00"}, "expect": "none"}
            ]
          },
          {
            "id": "forecast-cash-out",
            "version": "3",
            "record": "risk_forecast",
            "min_score": 0.25,
            "min_amount": "5000.00",
            "severity": [
              {"min_score": 0.25, "severity": "warning"},
              {"min_score": 0.4, "min_at_risk": "10000.00", "severity": "error"},
              {"min_score": 0.4, "min_at_risk": "25000.00", "min_drawn": 0.5, "severity": "critical"}
            ],
            "group_key": "account/{account}",
            "dedup_key": "{policy}/{case_id}/{account}",
            "channels": ["sms", "push"],
            "roles": ["patrol", "bank_nodal_officer"],
            "template_id": "forecast",
            "expires_after_minutes": 240,
            "dedup_window_minutes": 15,
            "group_wait_seconds": 0,
            "group_interval_seconds": 120,
            "escalation_policy": "patrol",
            "deliver_replays": false,
            "tests": [
              {"name": "much, and likely drawn soon", "subject": {"score": 0.6, "amount": "25000.00", "drawn": 0.5}, "expect": "critical"},
              {"name": "much, but hardly drawn", "subject": {"score": 0.6, "amount": "25000.00", "drawn": 0.4}, "expect": "error"},
              {"name": "likely, but little", "subject": {"score": 0.6, "amount": "9999.99", "drawn": 0.9}, "expect": "warning"},
              {"name": "possible", "subject": {"score": 0.3, "amount": "5000.00"}, "expect": "warning"},
              {"name": "too little money", "subject": {"score": 0.9, "amount": "4999.00"}, "expect": "none"},
              {"name": "unlikely", "subject": {"score": 0.2, "amount": "90000.00"}, "expect": "none"}
            ]
          },
          {
            "id": "post-high-risk",
            "version": "2",
            "record": "scored_post",
            "min_score": 0.8,
            "severity": [
              {"min_score": 0.8, "severity": "warning"},
              {"min_score": 0.95, "severity": "error"}
            ],
            "group_key": "post/{post_id}",
            "dedup_key": "{policy}/{post_id}",
            "channels": ["email"],
            "roles": ["social_desk"],
            "template_id": "post",
            "expires_after_minutes": 2880,
            "dedup_window_minutes": 1440,
            "group_wait_seconds": 60,
            "group_interval_seconds": 300,
            "budget_per_day": 100,
            "deliver_replays": false,
            "tests": [
              {"name": "high", "subject": {"score": 0.8}, "expect": "warning"},
              {"name": "very high", "subject": {"score": 0.96}, "expect": "error"},
              {"name": "usual", "subject": {"score": 0.79}, "expect": "none"}
            ]
          },
          {
            "id": "ring-pattern",
            "version": "1",
            "record": "scored_ring",
            "min_score": 0.7,
            "min_amount": "10000.00",
            "severity": [
              {"min_score": 0.7, "severity": "warning"},
              {"min_score": 0.9, "severity": "error"}
            ],
            "group_key": "account/{account}",
            "dedup_key": "{policy}/{account}",
            "channels": ["email", "webhook"],
            "roles": ["cyber_cell"],
            "template_id": "ring",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 720,
            "group_wait_seconds": 30,
            "group_interval_seconds": 300,
            "budget_per_day": 100,
            "deliver_replays": false,
            "tests": [
              {"name": "likely", "subject": {"score": 0.75, "amount": "10000.00"}, "expect": "warning"},
              {"name": "sure", "subject": {"score": 0.95, "amount": "90000.00"}, "expect": "error"},
              {"name": "small", "subject": {"score": 0.95, "amount": "9999.00"}, "expect": "none"}
            ]
          },
          {
            "id": "stolen-money-arrived",
            "version": "3",
            "record": "trail_hop",
            "min_score": 0.5,
            "hop_kinds": ["arrived"],
            "min_amount": "1000.00",
            "interdict_score": 0.8,
            "severity": [
              {"min_score": 0.5, "severity": "warning"},
              {"min_score": 0.5, "min_at_risk": "10000.00", "severity": "error"},
              {"min_score": 0.85, "min_at_risk": "25000.00", "severity": "critical"}
            ],
            "group_key": "account/{account}",
            "dedup_key": "{policy}/{case_id}/{account}",
            "channels": ["sms", "push"],
            "roles": ["cyber_cell", "bank_nodal_officer"],
            "template_id": "arrival",
            "expires_after_minutes": 720,
            "dedup_window_minutes": 30,
            "group_wait_seconds": 0,
            "group_interval_seconds": 60,
            "escalation_policy": "cyber-cell",
            "deliver_replays": false,
            "tests": [
              {"name": "sure enough to hold", "subject": {"score": 0.8, "amount": "25000.00", "at_risk": "25000.00", "hop_kind": "arrived"}, "expect": "error hold"},
              {"name": "sure, and much to hold", "subject": {"score": 0.9, "amount": "25000.00", "at_risk": "25000.00", "hop_kind": "arrived"}, "expect": "critical hold"},
              {"name": "sure, but most went on", "subject": {"score": 0.9, "amount": "25000.00", "at_risk": "10000.00", "hop_kind": "arrived"}, "expect": "error hold"},
              {"name": "little to hold", "subject": {"score": 0.9, "amount": "25000.00", "at_risk": "9999.99", "hop_kind": "arrived"}, "expect": "warning hold"},
              {"name": "likely", "subject": {"score": 0.6, "amount": "10000.00", "at_risk": "10000.00", "hop_kind": "arrived"}, "expect": "error"},
              {"name": "moved on", "subject": {"score": 0.9, "amount": "49000.00", "hop_kind": "moved"}, "expect": "none"},
              {"name": "diluted", "subject": {"score": 0.4, "amount": "49000.00", "hop_kind": "arrived"}, "expect": "none"}
            ]
          },
          {
            "id": "stolen-money-drawn",
            "version": "3",
            "record": "trail_hop",
            "hop_kinds": ["cashed_out"],
            "min_amount": "1000.00",
            "severity": [
              {"min_score": 0, "severity": "warning"},
              {"min_score": 0, "min_amount": "10000.00", "severity": "error"}
            ],
            "group_key": "cash/{account}",
            "dedup_key": "{policy}/{case_id}/{account}",
            "channels": ["sms", "push"],
            "roles": ["patrol", "cyber_cell"],
            "template_id": "cash_out",
            "expires_after_minutes": 1440,
            "dedup_window_minutes": 30,
            "group_wait_seconds": 0,
            "group_interval_seconds": 300,
            "escalation_policy": "patrol",
            "deliver_replays": false,
            "tests": [
              {"name": "much drawn", "subject": {"score": 0.9, "amount": "10000.00", "hop_kind": "cashed_out"}, "expect": "error"},
              {"name": "little drawn", "subject": {"score": 0.9, "amount": "9999.99", "hop_kind": "cashed_out"}, "expect": "warning"},
              {"name": "arrived", "subject": {"score": 0.9, "amount": "10000.00", "hop_kind": "arrived"}, "expect": "none"}
            ]
          },
          {
            "id": "transaction-high-score",
            "version": "3",
            "record": "scored_transaction",
            "min_score": 0.85,
            "min_amount": "5000.00",
            "interdict_score": 0.97,
            "severity": [
              {"min_score": 0.85, "severity": "warning"},
              {"min_score": 0.92, "severity": "error"},
              {"min_score": 0.97, "min_amount": "100000.00", "severity": "critical"}
            ],
            "group_key": "account/{account}",
            "dedup_key": "{policy}/{account}",
            "channels": ["email", "webhook"],
            "roles": ["bank_fraud_desk"],
            "template_id": "transaction",
            "expires_after_minutes": 720,
            "dedup_window_minutes": 60,
            "group_wait_seconds": 30,
            "group_interval_seconds": 300,
            "budget_per_day": 200,
            "deliver_replays": false,
            "tests": [
              {"name": "rare", "subject": {"score": 0.86, "amount": "5000.00"}, "expect": "warning"},
              {"name": "extreme, and much", "subject": {"score": 0.98, "amount": "100000.00"}, "expect": "critical hold"},
              {"name": "extreme", "subject": {"score": 0.98, "amount": "5000.00"}, "expect": "error hold"},
              {"name": "small", "subject": {"score": 0.98, "amount": "4999.00"}, "expect": "none"},
              {"name": "usual", "subject": {"score": 0.5, "amount": "90000.00"}, "expect": "none"}
            ]
          },
          {
            "id": "transaction-pass-through",
            "version": "3",
            "record": "scored_transaction",
            "min_score": 0.6,
            "any_tags": ["PASS_THROUGH"],
            "min_amount": "10000.00",
            "interdict_score": 0.9,
            "severity": [
              {"min_score": 0.6, "severity": "warning"},
              {"min_score": 0.9, "severity": "error"},
              {"min_score": 0.9, "min_amount": "100000.00", "severity": "critical"}
            ],
            "group_key": "account/{account}",
            "dedup_key": "{policy}/{account}",
            "channels": ["push", "webhook"],
            "roles": ["bank_fraud_desk", "cyber_cell"],
            "template_id": "transaction",
            "expires_after_minutes": 720,
            "dedup_window_minutes": 60,
            "group_wait_seconds": 30,
            "group_interval_seconds": 300,
            "budget_per_day": 200,
            "escalation_policy": "cyber-cell",
            "deliver_replays": false,
            "tests": [
              {"name": "a mule", "subject": {"score": 0.7, "amount": "10000.00", "reasons": ["PASS_THROUGH"]}, "expect": "warning"},
              {"name": "a mule, surely, and much", "subject": {"score": 0.95, "amount": "100000.00", "reasons": ["PASS_THROUGH"]}, "expect": "critical hold"},
              {"name": "a mule, surely", "subject": {"score": 0.95, "amount": "10000.00", "reasons": ["PASS_THROUGH"]}, "expect": "error hold"},
              {"name": "without the sign", "subject": {"score": 0.95, "amount": "10000.00"}, "expect": "none"}
            ]
          },
          {
            "id": "volume-unlike-past",
            "version": "1",
            "record": "scored_volume",
            "min_score": 0.9,
            "severity": [
              {"min_score": 0.9, "severity": "warning"}
            ],
            "group_key": "volume/{subject}",
            "dedup_key": "{policy}/{subject}",
            "channels": ["email"],
            "roles": ["bank_fraud_desk"],
            "template_id": "volume",
            "expires_after_minutes": 240,
            "dedup_window_minutes": 60,
            "group_wait_seconds": 60,
            "group_interval_seconds": 600,
            "budget_per_day": 20,
            "deliver_replays": false,
            "tests": [
              {"name": "a burst", "subject": {"score": 0.97}, "expect": "warning"},
              {"name": "a busy hour", "subject": {"score": 0.8}, "expect": "none"}
            ]
          },
          {
            "kind": "escalation",
            "id": "patrol",
            "version": "1",
            "steps": [
              {"after_minutes": 5, "roles": ["station_officer"], "channels": ["sms", "push"]},
              {"after_minutes": 10, "roles": ["district_control_room"], "channels": ["sms", "push", "webhook"]}
            ]
          },
          {
            "kind": "escalation",
            "id": "cyber-cell",
            "version": "1",
            "steps": [
              {"after_minutes": 15, "roles": ["cyber_cell_head"], "channels": ["sms", "push"]},
              {"after_minutes": 30, "roles": ["district_head"], "channels": ["sms"]}
            ]
          },
          {
            "kind": "escalation",
            "id": "district-head",
            "version": "1",
            "steps": [
              {"after_minutes": 60, "roles": ["state_cyber_head"], "channels": ["sms", "email"]}
            ]
          },
          {
            "kind": "inhibition",
            "id": "known-mule",
            "version": "1",
            "description": "Once stolen money is known to be at an account, its unusual payments say nothing new.",
            "source": ["policy=stolen-money-arrived"],
            "target": ["policy=transaction-*"],
            "equal": ["subject"]
          }
        ]
        """#
}
