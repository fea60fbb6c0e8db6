package completion

// Scripts are what each shell is to run once, by its name.
func Scripts() map[string]string {
	return map[string]string{"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell}
}

const bash = `# Completion of footnote in bash: put this line into ~/.bashrc
#   eval "$(footnote completion bash)"
_footnote() {
    local word help current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    # bash takes = for a word of its own.
    local words=() i
    for ((i = 1; i < COMP_CWORD; i++)); do
        [ "${COMP_WORDS[i]}" = "=" ] || words+=("${COMP_WORDS[i]}")
    done
    [ "$current" = "=" ] && current=""
    while IFS=$'\t' read -r word help; do
        case "$word" in
        :files | :dirs)
            local kind=-f path
            [ "$word" = ":dirs" ] && kind=-d
            compopt -o filenames 2>/dev/null
            while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$kind" -- "$current")
            ;;
        *) COMPREPLY+=("$word") ;;
        esac
    done < <("${COMP_WORDS[0]}" completion suggest --current="$current" -- "${words[@]}" 2>/dev/null)
}
complete -F _footnote footnote
`

const zsh = `#compdef footnote
# Completion of footnote in zsh: put this line into ~/.zshrc, behind compinit
#   eval "$(footnote completion zsh)"
_footnote() {
    local word help
    local -a candidates
    while IFS=$'\t' read -r word help; do
        case "$word" in
        :files) _files ;;
        :dirs) _files -/ ;;
        *) candidates+=("${word//:/\\:}:$help") ;;
        esac
    done < <("${words[1]}" completion suggest --current="$words[CURRENT]" -- "${(@)words[2,CURRENT-1]}" 2>/dev/null)
    (( ${#candidates} )) && _describe -V footnote candidates
    return 0
}
compdef _footnote footnote
`

const fish = `# Completion of footnote in fish: put this line into ~/.config/fish/config.fish
#   footnote completion fish | source
function __footnote_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in ($program completion suggest --current="$current" -- $words 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path "$current"
            case :dirs
                __fish_complete_directories "$current" ''
            case '*'
                echo $line
        end
    end
end
complete -c footnote -f -a '(__footnote_complete)'
`

const powershell = `# Completion of footnote in PowerShell: put this line into the file $PROFILE names
#   footnote completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName footnote -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    & $commandAst.CommandElements[0].ToString() completion suggest "--current=$wordToComplete" -- @before 2>$null |
        ForEach-Object {
            $word, $help = $_ -split "` + "`" + `t", 2
            if ($word -eq ':files' -or $word -eq ':dirs') {
                Get-ChildItem -Path "$wordToComplete*" -Directory:($word -eq ':dirs') -ErrorAction SilentlyContinue |
                    ForEach-Object {
                        [System.Management.Automation.CompletionResult]::new($_.FullName, $_.Name, 'ProviderItem', $_.Name)
                    }
            } else {
                if (-not $help) { $help = $word }
                [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $help)
            }
        }
}
`
