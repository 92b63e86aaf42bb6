"""Certificate authorities and the keys of people, made for a test and trusted by nobody else."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSPHRASE = b"mat-khau-cua-khoa"
SERIAL = 0x5A0011223344
NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Authority:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def archive(
        self,
        person: str,
        organisation: str = "UBND tỉnh Trình Diễn",
        *,
        since: datetime = NOW - YEAR,
        until: datetime = NOW + YEAR,
    ) -> bytes:
        """A PKCS#12 file as a person holds it, with the whole chain."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = _name(person, organisation)
        certificate = (
            _certificate(subject, key, self.certificate.subject, since, until)
            .serial_number(SERIAL)
            .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
            .sign(self.key, SHA256())
        )
        chain = [self.certificate, *self.above]
        protection = BestAvailableEncryption(PASSPHRASE)
        return pkcs12.serialize_key_and_certificates(b"khoa", key, certificate, chain, protection)


def root_authority(name: str = "Trung tâm chứng thực gốc") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "Nhà cung cấp thử")
    return Authority(_authority_certificate(subject, key, subject, key), key)


def authority_under(above: Authority, name: str = "Trung tâm chứng thực cấp dưới") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "Nhà cung cấp thử")
    certificate = _authority_certificate(subject, key, above.certificate.subject, above.key)
    return Authority(certificate, key, (above.certificate, *above.above))


def _authority_certificate(subject, key, issuer, issuer_key) -> x509.Certificate:
    return (
        _certificate(subject, key, issuer, NOW - 5 * YEAR, NOW + 5 * YEAR)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(issuer_key, SHA256())
    )


def _certificate(subject, key, issuer, since, until) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .not_valid_before(since)
        .not_valid_after(until)
    )


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, common),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )


def _usage(**granted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: granted.get(name, False) for name in names})
