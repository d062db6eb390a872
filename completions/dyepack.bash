# bash completion for dyepack
_dyepack() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    case $previous in
        --account) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --add) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --agree) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --asset) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --boundary) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --case) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --case-out) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --chain) mapfile -t COMPREPLY < <(compgen -W 'nem bitcoin litecoin dash ethereum other' -- "$current"); return ;;
        --cipher) mapfile -t COMPREPLY < <(compgen -W 'aes-gcm aes-cbc' -- "$current"); return ;;
        --cost) mapfile -t COMPREPLY < <(compgen -W 'interactive moderate sensitive' -- "$current"); return ;;
        --data) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --deadline) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --description) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --divisibility) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --encrypt-for) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W 'table json csv graphml gexf nem2018' -- "$current"); return ;;
        --from) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --from-account) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --fund) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --input-format) mapfile -t COMPREPLY < <(compgen -W 'account-csv utxo-csv raw20 nem-blocks bitcoin-blocks' -- "$current"); return ;;
        --into) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --key) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --lang) mapfile -t COMPREPLY < <(compgen -W 'en ja' -- "$current"); return ;;
        --ledger) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --listen) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --marks) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --marks-key) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --message) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --message-hex) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --minimum) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --mosaic) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --network) mapfile -t COMPREPLY < <(compgen -W 'main test mijin' -- "$current"); return ;;
        --node) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --note) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --openings) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --order) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --other) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --out) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --outbox) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --passphrase-file) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --paths) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --policy) mapfile -t COMPREPLY < <(compgen -W 'poison haircut fifo lifo tiho all' -- "$current"); return ;;
        --private-key-file) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --recipient-key) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --remove) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --robbed) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --script) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
        --seed) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --signer) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --since) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --speed) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --supply) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --theft) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --theft-until) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --until) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --websocket-port) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
        --xem) mapfile -t COMPREPLY < <(compgen -W '' -- "$current"); return ;;
    esac
    case ${COMP_WORDS[1]-} in
        trace) local options='--ledger --input-format --asset --divisibility --chain --theft --from-account --since --theft-until --boundary --openings --until --policy --format --json --out --lang --help' ;;
        explain) local options='--account --paths --ledger --input-format --asset --divisibility --chain --theft --from-account --since --theft-until --boundary --openings --until --policy --json --out --lang --help' ;;
        verify) local options='--case --ledger --json --lang --help' ;;
        import) local options='--into --openings --input-format --asset --divisibility --chain --json --lang --help' ;;
        report) local options='--out --lang --help' ;;
        diff) local options='--json --lang --help' ;;
        case)
            case ${COMP_WORDS[2]-} in
                new) local options='--lang --help' ;;
                *) local options='new --help' ;;
            esac ;;
        watch) local options='--node --agree --network --private --websocket-port --case --marks --marks-key --passphrase-file --data --from --once --format --lang --help' ;;
        mark) local options='--note --data --lang --help' ;;
        replay) local options='--ledger --listen --speed --script --fund --network --seed --case-out --input-format --asset --divisibility --chain --lang --help' ;;
        nem)
            case ${COMP_WORDS[2]-} in
                address) local options='--json --lang --help' ;;
                key) local options='--new --import --private-key-file --passphrase-file --cost --open --json --lang --help' ;;
                decode) local options='--key --other --passphrase-file --json --lang --help' ;;
                sign) local options='--key --passphrase-file --encrypt-for --cipher --out --lang --help' ;;
                verify) local options='--json --lang --help' ;;
                send) local options='--xem --mosaic --message --message-hex --encrypt --recipient-key --cipher --node --agree --network --private --key --passphrase-file --signer --account --deadline --unsigned --out --dry-run --yes --wait --order --outbox --json --lang --help' ;;
                mosaic) local options='--description --supply --divisibility --transferable --fixed-supply --add --remove --node --agree --network --private --key --passphrase-file --signer --account --deadline --unsigned --out --dry-run --yes --wait --order --outbox --json --lang --help' ;;
                multisig) local options='--add --remove --minimum --node --agree --network --private --key --passphrase-file --signer --account --deadline --unsigned --out --dry-run --yes --wait --order --outbox --json --lang --help' ;;
                announce) local options='--node --agree --network --private --yes --wait --order --outbox --json --lang --help' ;;
                crawl) local options='--node --into --robbed --until --policy --network --private --json --lang --help' ;;
                *) local options='address key decode sign verify send mosaic multisig announce crawl --help' ;;
            esac ;;
        *) local options='trace explain verify import report diff case watch mark replay nem help --help --version --lang' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    if [[ $current != -* && $COMP_CWORD -gt 1 ]]; then
        local files
        mapfile -t files < <(compgen -f -- "$current")
        COMPREPLY+=("${files[@]}")
    fi
}
complete -o filenames -F _dyepack dyepack
