"""CA certificates to register, right and wrong, made here and not by the emulator."""

from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Authority:
    """A CA with its key. `is_ca=None` leaves BasicConstraints out."""

    def __init__(self, name="Conformance CA", key=None, is_ca=True):
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._sign(self.name, self.key.public_key(), is_ca)

    @property
    def pem(self):
        return pem(self.certificate)

    def verification(self, code):
        """A certificate that carries `code` as its common name, as the console's guide has it made."""
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, code)])
        return pem(self._sign(subject, ec.generate_private_key(ec.SECP256R1()).public_key(), None))

    def private_key(self):
        return self.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()

    def _sign(self, subject, public_key, is_ca):
        now = datetime.now(timezone.utc)
        builder = (
            x509.CertificateBuilder().issuer_name(self.name).subject_name(subject).public_key(public_key)
            .serial_number(x509.random_serial_number()).not_valid_before(now - DAY).not_valid_after(now + 300 * DAY)
        )
        if is_ca is not None:
            builder = builder.add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        return builder.sign(self.key, hashes.SHA512())


def rsa_authority():
    return Authority("Conformance CA, RSA", rsa.generate_private_key(65537, 2048))


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def serial_number(certificate):
    """As the cloud shows it: hexadecimal, with the leading zeros of whole bytes."""
    number = certificate.serial_number
    return number.to_bytes(number.bit_length() // 8 + 1).hex()
