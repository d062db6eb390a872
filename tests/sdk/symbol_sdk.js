// Transactions as symbol-sdk makes them.
import { Hash256, PrivateKey, PublicKey } from 'symbol-sdk';
import { KeyPair, MessageEncoder, NemFacade, models } from 'symbol-sdk/nem';
import { ALICE, BOB, CAROL, SINKS } from './accounts.js';

/** A text in a descriptor must be bytes: given as text, the SDK writes zeros. */
const bytes = text => new TextEncoder().encode(text);

const mosaicId = (namespace, name) => ({ namespaceId: { name: bytes(namespace) }, name: bytes(name) });

const TIME = { timestamp: 89000000, deadline: 89003600 };

export const keyPairOf = privateKey => new KeyPair(new PrivateKey(privateKey));

export class SymbolSdk {
	constructor(network) {
		this.network = network;
		this.facade = new NemFacade(network);
	}

	publicKey(privateKey) { return keyPairOf(privateKey).publicKey; }

	address(privateKey) { return this.facade.network.publicKeyToAddress(this.publicKey(privateKey)); }

	create(signer, fee, fields) {
		return this.facade.transactionFactory.create({
			...fields, ...TIME, fee, signerPublicKey: this.publicKey(signer)
		});
	}

	transfer(message, fee = 100000n) {
		return this.create(ALICE, fee, {
			type: 'transfer_transaction_v1', recipientAddress: this.address(BOB), amount: 1234567n, ...(message ? { message } : {})
		});
	}

	transferOfMosaics(mosaics, fields = {}) {
		return this.create(ALICE, 150000n, {
			type: 'transfer_transaction_v2',
			recipientAddress: this.address(BOB),
			amount: 2000000n,
			mosaics: mosaics.map(([namespace, name, amount]) => (
				{ mosaic: { mosaicId: mosaicId(namespace, name), amount } })),
			...fields
		});
	}

	link(linkAction) {
		return this.create(ALICE, 150000n, {
			type: 'account_key_link_transaction_v1', linkAction, remotePublicKey: this.publicKey(CAROL)
		});
	}

	modification(version, changes, fields = {}) {
		return this.create(ALICE, 500000n, {
			type: `multisig_account_modification_transaction_v${version}`,
			modifications: changes.map(([modificationType, key]) => (
				{ modification: { modificationType, cosignatoryPublicKey: this.publicKey(key) } })),
			...fields
		});
	}

	namespace(name, parentName) {
		return this.create(ALICE, 150000n, {
			type: 'namespace_registration_transaction_v1',
			rentalFeeSink: new NemFacade.Address(SINKS[this.network].namespace),
			rentalFee: parentName ? 10000000n : 100000000n,
			name: bytes(name),
			...(parentName ? { parentName: bytes(parentName) } : {})
		});
	}

	mosaicDefinition(levy) {
		const properties = [['divisibility', '3'], ['initialSupply', '9000000'], ['supplyMutable', 'true'], ['transferable', 'false']];
		return this.create(ALICE, 150000n, {
			type: 'mosaic_definition_transaction_v1',
			rentalFeeSink: new NemFacade.Address(SINKS[this.network].mosaic),
			rentalFee: 10000000n,
			mosaicDefinition: {
				ownerPublicKey: this.publicKey(ALICE),
				id: mosaicId('ts.sub', 'warning'),
				description: bytes('stolen funds 盗難資金'),
				properties: properties.map(([name, value]) => ({ property: { name: bytes(name), value: bytes(value) } })),
				...(levy ? { levy } : {})
			}
		});
	}

	levy(transferFeeType) {
		return {
			transferFeeType,
			recipientAddress: this.address(CAROL),
			mosaicId: mosaicId('nem', 'xem'),
			fee: 15n
		};
	}

	supplyChange(action) {
		return this.create(ALICE, 150000n, {
			type: 'mosaic_supply_change_transaction_v1',
			mosaicId: mosaicId('ts.sub', 'warning'),
			action,
			delta: 9000000000n
		});
	}

	/** A 4100 by Alice for Carol's account. */
	multisig() {
		const inner = this.create(CAROL, 50000n, {
			type: 'transfer_transaction_v1', recipientAddress: this.address(BOB), amount: 5000000n
		});
		const innerTransaction = this.facade.transactionFactory.static.toNonVerifiableTransaction(inner);
		const outer = this.create(ALICE, 150000n, { type: 'multisig_transaction_v1', innerTransaction });
		return { inner, outer };
	}

	cosignature(innerHash) {
		return this.create(BOB, 150000n, {
			type: 'cosignature_v1',
			otherTransactionHash: new Hash256(innerHash.bytes),
			multisigAccountAddress: this.address(CAROL)
		});
	}

	sign(transaction, privateKey) {
		const signature = this.facade.signTransaction(keyPairOf(privateKey), transaction);
		const announcement = this.facade.transactionFactory.static.attachSignature(transaction, signature);
		return { announcement, signature: signature.toString().toLowerCase() };
	}

	hash(transaction) { return this.facade.hashTransaction(transaction).toString().toLowerCase(); }

	data(transaction) { return Buffer.from(this.facade.extractSigningPayload(transaction)).toString('hex'); }

	encoder(privateKey) { return new MessageEncoder(keyPairOf(privateKey)); }

	encrypted(text, deprecated) {
		const encoder = this.encoder(ALICE);
		const message = deprecated
			? encoder.encodeDeprecated(this.publicKey(BOB), bytes(text))
			: encoder.encode(this.publicKey(BOB), bytes(text));
		return { messageType: 'encrypted', message: message.message };
	}

	/** Every type, by name. */
	everyType() {
		const plain = message => ({ messageType: 'plain', message: bytes(message) });
		const { inner, outer } = this.multisig();
		return [
			['transfer', this.transfer(), ALICE],
			['transfer with a message', this.transfer(plain('hello 偽')), ALICE],
			['transfer with a message of 1,024 bytes', this.transfer(plain('x'.repeat(1024)), 1700000n), ALICE],
			['transfer with an encrypted message, AES-GCM', this.transfer(this.encrypted('secret 偽', false)), ALICE],
			['transfer with an encrypted message, AES-CBC', this.transfer(this.encrypted('secret 偽', true)), ALICE],
			['transfer, version 2 without mosaics', this.transferOfMosaics([]), ALICE],
			['transfer of a mosaic', this.transferOfMosaics([['ts', 'warning_dont_accept_stolen_funds', 1n]]), ALICE, ['ts', 'warning_dont_accept_stolen_funds']],
			['transfer of several mosaics and a message', this.transferOfMosaics(
				[['a.b', 'c', 9n], ['nem', 'xem', 1500000n], ['zoo', 'cat', 7n]], { message: plain('many') }
			), ALICE, ['a.b', 'zoo', 'cat']],
			['importance transfer, activate', this.link('link'), ALICE],
			['importance transfer, deactivate', this.link('unlink'), ALICE],
			['multisig modification, version 1', this.modification(1, [['add_cosignatory', BOB]]), ALICE],
			['multisig modification, version 2', this.modification(2, [['delete_cosignatory', BOB]], { minApprovalDelta: -1 }), ALICE],
			['namespace', this.namespace('ts'), ALICE, ['ts']],
			['namespace below another', this.namespace('sub', 'ts'), ALICE, ['sub', 'ts']],
			['mosaic definition', this.mosaicDefinition(), ALICE, ['ts.sub', 'warning', 'stolen funds 盗難資金', 'divisibility', '9000000']],
			['mosaic definition with an absolute levy', this.mosaicDefinition(this.levy('absolute')), ALICE, ['nem', 'xem']],
			['mosaic definition with a percentile levy', this.mosaicDefinition(this.levy('percentile')), ALICE],
			['supply change, more', this.supplyChange('increase'), ALICE, ['ts.sub', 'warning']],
			['supply change, less', this.supplyChange('decrease'), ALICE],
			['multisig', outer, ALICE],
			['cosignature', this.cosignature(this.facade.hashTransaction(inner)), BOB]
		];
	}

	/** The 4100 with Bob's cosignature in it, as the chain holds it. */
	cosigned() {
		const { inner, outer } = this.multisig();
		const cosignature = this.cosignature(this.facade.hashTransaction(inner));
		this.sign(cosignature, BOB);
		this.sign(outer, ALICE);
		const prefixed = new models.SizePrefixedCosignatureV1();
		prefixed.cosignature = cosignature;
		outer.cosignatures = [prefixed];
		return { outer, innerHash: this.hash(inner) };
	}

	read(hex) { return this.facade.transactionFactory.static.deserialize(Buffer.from(hex, 'hex')); }

	decrypt(privateKey, senderPublicKey, messageHex) {
		const message = new models.Message();
		message.messageType = models.MessageType.ENCRYPTED;
		message.message = new Uint8Array(Buffer.from(messageHex, 'hex'));
		const { isDecoded, message: clear } = this.encoder(privateKey).tryDecode(new PublicKey(senderPublicKey), message);
		return isDecoded ? new TextDecoder().decode(clear) : undefined;
	}
}
