//! May it be done at all?

use signet_model::api::{ApiError, ErrorCode, Refusal};
use signet_model::operations::Product;
use signet_model::{Effect, OperationName};

use super::Refused;

/// What the proxy was started to allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Nothing but Read.
    pub read_only: bool,
    /// Acts on a real endpoint too.
    pub allow_changes: bool,
    /// Whether ApsaraMQ for MQTT answers at a real endpoint.
    pub onsmqtt_is_real: bool,
    /// Whether IoT Platform answers at a real endpoint.
    pub iot_is_real: bool,
}

impl Policy {
    /// Checks one effect on one product.
    ///
    /// # Errors
    /// Why not, and what would have to change.
    pub fn check(
        &self,
        product: Product,
        effect: Effect,
        operation: OperationName,
    ) -> Result<(), Refused> {
        if effect == Effect::Read {
            return Ok(());
        }
        let real = match product {
            Product::OnsMqtt => self.onsmqtt_is_real,
            Product::Iot => self.iot_is_real,
        };
        if self.read_only {
            let error = ApiError::new(
                ErrorCode::ReadOnly,
                if effect == Effect::Reveal {
                    format!(
                        "{operation} was refused: this proxy only reads and shows no secrets, and nothing was sent"
                    )
                } else {
                    format!("{operation} was refused: this proxy only reads, and nothing was sent")
                },
            );
            Err(Box::new(
                error.remedy("Start the proxy without --read-only."),
            ))
        } else if real && !self.allow_changes {
            let would = if effect == Effect::Reveal {
                "show a secret of the real cloud"
            } else {
                "change the real cloud"
            };
            let error = ApiError::new(
                ErrorCode::ChangesNotAllowed,
                format!("{operation} was refused: it would {would}, and nothing was sent"),
            );
            Err(Box::new(
                error.remedy("Start the proxy with --allow-changes."),
            ))
        } else {
            Ok(())
        }
    }

    /// The effects that are allowed on every product, and why others are not.
    #[must_use]
    pub fn allowed(&self) -> (Vec<Effect>, Option<Refusal>) {
        let refusal = if self.read_only {
            Some(Refusal::ReadOnly)
        } else if (self.onsmqtt_is_real || self.iot_is_real) && !self.allow_changes {
            Some(Refusal::ChangesNotAllowed)
        } else {
            None
        };
        let allowed = if refusal.is_some() {
            vec![Effect::Read]
        } else {
            Effect::ALL.to_vec()
        };
        (allowed, refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: Policy = Policy {
        read_only: false,
        allow_changes: false,
        onsmqtt_is_real: false,
        iot_is_real: false,
    };
    const REAL: Policy = Policy {
        onsmqtt_is_real: true,
        iot_is_real: true,
        ..LOCAL
    };

    fn check(policy: Policy, product: Product) -> Vec<Option<ErrorCode>> {
        let operation = OperationName::DeleteClientIds;
        Effect::ALL
            .map(|effect| {
                policy
                    .check(product, effect, operation)
                    .err()
                    .map(|error| error.code)
            })
            .to_vec()
    }

    #[test]
    fn only_reading_is_always_allowed() {
        let refused = |code| [vec![None], vec![Some(code); 5]].concat();
        assert_eq!(
            check(
                Policy {
                    read_only: true,
                    ..LOCAL
                },
                Product::Iot
            ),
            refused(ErrorCode::ReadOnly)
        );
        assert_eq!(
            check(REAL, Product::OnsMqtt),
            refused(ErrorCode::ChangesNotAllowed)
        );
        assert_eq!(
            check(
                Policy {
                    allow_changes: true,
                    ..REAL
                },
                Product::OnsMqtt
            ),
            vec![None; 6]
        );
        assert_eq!(check(LOCAL, Product::OnsMqtt), vec![None; 6]);
    }

    #[test]
    fn each_product_counts_by_its_own_endpoint() {
        let half = Policy {
            onsmqtt_is_real: false,
            ..REAL
        };
        assert_eq!(check(half, Product::OnsMqtt), vec![None; 6]);
        assert!(check(half, Product::Iot).contains(&Some(ErrorCode::ChangesNotAllowed)));
    }
}
