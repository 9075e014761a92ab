/**
 * The public face of the engine: bytes in, bytes out, without sockets, clocks or threads of its own.
 *
 * <p>{@link io.tlsgauge.engine.TlsConnection} is one connection of a client or a server; of the rooms, only
 * {@code jsse} stands above it.
 *
 * <h2>Known attacks</h2>
 *
 * What the engine does about each, and the test that shows it.
 *
 * <dl>
 *   <dt>Bleichenbacher, Klima, ROBOT
 *   <dd>Every spoilt premaster secret is replaced by a random one that was drawn beforehand, selected by mask and not
 *       by a branch; the answer is the alert of a Finished that can't be opened, whatever was wrong (RFC 5246
 *       §7.4.7.1). {@code HandshakeRefusalTest.wrongPremasterSecretShowsOnlyAtFinished}; the unpadding itself:
 *       {@code WycheproofTest.unpaddingAcceptsAndRefusesAsItMust}.
 *   <dt>Marvin
 *   <dd>The same path takes the same time: the block is unpadded in constant time, the private operation is the
 *       provider's own, blinded and without padding. {@code scripts/timing-check} compares the classes of malformed
 *       premaster secrets by the attack's own method; {@code TimingComparisonTest}.
 *   <dt>Vaudenay, POODLE, GOLDENDOODLE, Zombie POODLE
 *   <dd>There is no SSL 3.0 and no older TLS, every byte of CBC padding is checked, and padding and MAC share one
 *       alert, {@code bad_record_mac}. {@code SpoiltRecordTest},
 *       {@code RecordProtectionTest.paddingOfAnyLengthIsTakenWhereRightAndRefusedWhereOneByteIsWrong},
 *       {@code HandshakeRefusalTest.olderVersionIsRefused}.
 *   <dt>Lucky 13
 *   <dd>A CBC record costs as many compressions of the digest for every padding, right or wrong; with a peer that
 *       knows encrypt-then-MAC (RFC 7366) nothing is decrypted before its MAC is right.
 *       {@code RecordProtectionTest.compressionsAreAsManyForEveryPaddingOfARecordRightOrWrong},
 *       {@code scripts/timing-check}.
 *   <dt>BEAST
 *   <dd>TLS 1.2 alone is spoken: each CBC record has an initialization vector of its own that nobody can foretell.
 *       {@code HandshakeRefusalTest.olderVersionIsRefused}, and each CBC cell of {@code InteropMatrixTest}.
 *   <dt>CRIME, BREACH's sibling in TLS
 *   <dd>There is no compression but null. {@code HandshakeRefusalTest.clientHelloThatLeavesNothingToAgreeOnIsRefused},
 *       {@code HandshakeRefusalTest.serverHelloThatChoosesWhatWasNotOfferedIsRefused}.
 *   <dt>Triple handshake
 *   <dd>The extended master secret is always offered and taken (RFC 7627), a session is resumed only where both sides
 *       have it (§5.3), and a server's certificate may not change in a renegotiation where it is missing.
 *       {@code ExtendedMasterSecretTest},
 *       {@code RenegotiationBindingTest.serverMayBecomeAnotherOnlyWhereTheExtendedMasterSecretBindsBoth}.
 *   <dt>Renegotiation (Ray and Dispensa)
 *   <dd>A renegotiation is bound to the handshake before it (RFC 5746), is off unless switched on, is bounded in
 *       number, and is always refused to a peer without the extension.
 *       {@code HandshakeRefusalTest.wishToRenegotiateCannotBeForgedFromOutside}, {@code RenegotiationBindingTest},
 *       {@code RenegotiationInteropTest}, {@code RenegotiationTest}.
 *   <dt>FREAK
 *   <dd>There are no export suites, and a client of a static RSA suite takes no ServerKeyExchange.
 *       {@code HandshakeRefusalTest.messageOutOfOrderIsUnexpectedInTheClientsFirstState}.
 *   <dt>Logjam, Raccoon
 *   <dd>There are no finite-field groups; the curves are three, and no parameters of a server's own are taken.
 *       {@code ExtensionTest}, {@code WycheproofTest.onlyUncompressedPointsOfTheCurveAreTaken}.
 *   <dt>Invalid curves, small subgroups
 *   <dd>A point must be on the curve, an X25519 secret must not be zero, and a key pair serves one handshake.
 *       {@code WycheproofTest.onlyUncompressedPointsOfTheCurveAreTaken},
 *       {@code WycheproofTest.x25519AgreesAsItMustAndRefusesSecretsThatAreKnownBeforehand}.
 *   <dt>Sweet32
 *   <dd>No cipher has blocks of 64 bits, and a key protects 2<sup>24</sup> records at the most; then the connection
 *       renegotiates or closes. {@code RenegotiationTest}.
 *   <dt>Nonce reuse in GCM
 *   <dd>A nonce is the record's sequence number, which a new key alone resets.
 *       {@code RecordProtectionTest.replayedReorderedOrRelabelledRecordIsABadRecordMac}.
 *   <dt>Early ChangeCipherSpec (CVE-2014-0224), SMACK
 *   <dd>Each state names the only messages that may come. {@code
 *       HandshakeRefusalTest.changeCipherSpecThatIsMissingEarlyOrMalformedIsRefused},
 *       {@code HandshakeRefusalTest.messageOutOfOrderIsUnexpectedInTheServersFirstState}.
 *   <dt>Downgrade
 *   <dd>TLS_FALLBACK_SCSV is answered with {@code inappropriate_fallback} (RFC 7507), and both Finished cover the
 *       Hellos. {@code ExtensionTest}, {@code HandshakeRefusalTest.finishedOverOtherMessagesIsADecryptError}.
 *   <dt>Ticketbleed (CVE-2016-9244)
 *   <dd>A session ID is echoed with the length that it has.
 *       {@code TlsConnectionTest.eachKindOfHandshakeIsProvenOnBothSides}, {@code HandshakeMessageTest}.
 *   <dt>Heartbleed
 *   <dd>There are no heartbeats, and every length is checked against the bytes that are there. {@code FuzzTest}.
 *   <dt>Floods
 *   <dd>Messages, records, warnings, renegotiations, pending output, sessions and tickets are bounded. {@code
 *       HandshakeRefusalTest.warningsWithoutEndAndEmptyRecordsAreRefused},
 *       {@code HandshakeRefusalTest.tooLongMessageOrRecordIsRefusedByItsHeader}.
 * </dl>
 */
package io.tlsgauge.engine;
