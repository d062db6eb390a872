// Transactions as nem-sdk makes them: NIS's JSON, which it then writes as bytes.
import { ALICE, BOB, CAROL } from './accounts.js';
import nemSdk from 'nem-sdk';

const nem = nemSdk.default;
const NETWORK_IDS = { mainnet: 104, testnet: -104 };

export class NemSdk {
	constructor(network) {
		this.id = NETWORK_IDS[network];
	}

	publicKey(privateKey) { return nem.crypto.keyPair.create(privateKey).publicKey.toString(); }

	address(privateKey) { return nem.model.address.toAddress(this.publicKey(privateKey), this.id); }

	prepare(kind, fields, signer = ALICE) {
		const tx = { ...nem.model.objects.get(kind), ...fields };
		return nem.model.transactions.prepare(kind)({ privateKey: signer, password: '' }, tx, this.id);
	}

	transfer(fields) {
		return this.prepare('transferTransaction', { recipient: this.address(BOB), amount: 1.234567, ...fields });
	}

	mosaicTransfer(mosaics) {
		const definitions = nem.model.objects.get('mosaicDefinitionMetaDataPair');
		mosaics.forEach(({ mosaicId }) => {
			definitions[`${mosaicId.namespaceId}:${mosaicId.name}`] = {
				supply: 9000000,
				mosaicDefinition: { properties: [{ name: 'divisibility', value: '0' }, { name: 'initialSupply', value: '9000000' }] }
			};
		});
		const tx = {
			...nem.model.objects.get('transferTransaction'), recipient: this.address(BOB), amount: 1, mosaics
		};
		return nem.model.transactions.prepare('mosaicTransferTransaction')({ privateKey: ALICE }, tx, definitions, this.id);
	}

	modification(relativeChange, keys) {
		const modifications = keys.map(key => ({ modificationType: 1, cosignatoryAccount: this.publicKey(key) }));
		const tx = { modifications, relativeChange, isMultisig: false, multisigAccount: '' };
		return nem.model.transactions.prepare('multisigAggregateModificationTransaction')({ privateKey: ALICE }, tx, this.id);
	}

	definition(levy) {
		return this.prepare('mosaicDefinitionTransaction', {
			mosaicName: 'warning',
			namespaceParent: { fqn: 'ts' },
			mosaicDescription: 'stolen funds',
			properties: { initialSupply: 9000000, divisibility: 0, transferable: false, supplyMutable: true },
			...(levy ? { levy: { mosaic: { namespaceId: 'nem', name: 'xem' }, address: this.address(CAROL), feeType: levy, fee: 15 } } : {})
		});
	}

	supplyChange(supplyType) {
		return this.prepare('mosaicSupplyChangeTransaction', {
			mosaic: { namespaceId: 'ts', name: 'warning' }, supplyType, delta: 9000000000
		});
	}

	multisig() {
		return this.prepare('transferTransaction', {
			recipient: this.address(BOB), amount: 5, isMultisig: true, multisigAccount: { publicKey: this.publicKey(CAROL) }
		});
	}

	cosignature(innerHash) {
		const tx = nem.model.objects.create('signatureTransaction')(this.address(CAROL), innerHash);
		return nem.model.transactions.prepare('signatureTransaction')({ privateKey: BOB }, tx, this.id);
	}

	everyType() {
		const outer = this.multisig();
		const id = (namespaceId, name) => ({ namespaceId, name });
		return [
			['transfer', this.transfer({}), ALICE],
			['transfer with a message', this.transfer({ message: 'hello 偽' }), ALICE],
			['transfer with raw bytes', this.transfer({ message: '00ff10', messageType: 0 }), ALICE],
			['transfer with an encrypted message', this.transfer(
				{ message: 'secret 偽', messageType: 2, recipientPublicKey: this.publicKey(BOB) }
			), ALICE],
			['transfer of mosaics out of order', this.mosaicTransfer([
				{ mosaicId: id('zoo', 'cat'), quantity: 7 }, { mosaicId: id('a.b', 'c'), quantity: 9 }
			]), ALICE],
			['importance transfer, activate', this.prepare(
				'importanceTransferTransaction', { remoteAccount: this.publicKey(CAROL), mode: 1 }
			), ALICE],
			['importance transfer, deactivate', this.prepare(
				'importanceTransferTransaction', { remoteAccount: this.publicKey(CAROL), mode: 2 }
			), ALICE],
			['multisig modification, version 2', this.modification(2, [BOB, CAROL]), ALICE],
			['multisig modification, version 1', this.modification(0, [BOB, CAROL]), ALICE],
			['namespace', this.prepare('namespaceProvisionTransaction', { namespaceName: 'ts', namespaceParent: null }), ALICE],
			['namespace below another', this.prepare(
				'namespaceProvisionTransaction', { namespaceName: 'sub', namespaceParent: { fqn: 'ts' } }
			), ALICE],
			['mosaic definition', this.definition(), ALICE],
			['mosaic definition with an absolute levy', this.definition(1), ALICE],
			['mosaic definition with a percentile levy', this.definition(2), ALICE],
			['supply change, more', this.supplyChange(1), ALICE],
			['supply change, less', this.supplyChange(2), ALICE],
			['multisig', outer, ALICE],
			['cosignature', this.cosignature(this.hashOf(this.bytes(outer.otherTrans))), BOB]
		];
	}

	bytes(entity) { return nem.utils.convert.ua2hex(nem.utils.serialization.serializeTransaction(entity)); }

	sign(data, privateKey) { return nem.crypto.keyPair.create(privateKey).sign(data).toString(); }

	verify(publicKey, data, signature) { return nem.crypto.verifySignature(publicKey, data, signature); }

	/** Keccak-256: crypto-js calls it SHA3. */
	hashOf(data) {
		return nem.crypto.js.SHA3(nem.crypto.js.enc.Hex.parse(data), { outputLength: 256 }).toString();
	}

	/** AES-CBC, the only scheme it knows. */
	decrypt(privateKey, senderPublicKey, messageHex) {
		return Buffer.from(nem.crypto.helpers.decode(privateKey, senderPublicKey, messageHex), 'hex').toString();
	}
}
