"""The letters of languages, the commonest first: what tells their old encodings apart."""

LETTERS = {
    "Albanian": "ietrëansumpokljhdgfbvczyxqçw",
    "Arabic": "الميترنوعةدفبسحقأخجصطكهغىذإّشزثءضُئظًَِْآؤـ",
    "Basque": "aeitrnokuzdblgsmphfxcjyvwq",
    "Belarusian": "анырелкстяпівдмзцоуьчўэбгйфшхюжё",
    "Bulgarian": "аеноитрвсдпкзлмъябучжйгфщцшхю",
    "Catalan": "eartisnoldcupmfgbxvóhqàéíçzòjèyúkïwü",
    "Croatian": "aeinortjskupdvlmzgbcčšžfćhđxywq",
    "Czech": "oenatsurlpivíkdzbámcyjhřčžýéěgfšůxňwúťóqď",
    "Danish": "enritlaksdogfmuvpbhyæøjcåxéwzq",
    "Dutch": "entairodsglvkpmbuhcwfjzyxïéëqèöü",
    "English": "etoirnasldcupmhfgybvwkxjqz",
    "Estonian": "iaetsluonmdrkvgpõäjbhüfcxöywšqz",
    "Finnish": "tieoanslukärmvydphjbfcgöxwzqšž",
    "French": "eisnrtaolducpméfhbvgqyxàèêzjkwôîçùûâœëïüÿ",
    "German": "enitrasdluhgocfmkbpwvzüäöyxqßjé",
    "Greek": "αοετνισρηπμυκίςλδέγήάχόωθύφώβξζψϊΐϋΰ",
    "Hebrew": "יותהלמרבאשנקפסםעחדכגצןטזץךף",
    "Hungarian": "eatlsnoráikzmgévhcfbpdjyíuóöőüúűxwq",
    "Icelandic": "ianrteslkguðmfdvápyohíjbæóþöúýcxéwzq",
    "Indonesian": "aeintrksdulmgbpohfcyvjwxzq",
    "Irish": "ahinrecotdlmsáígubfpéúóxkjvwzyq",
    "Italian": "ieonatrlscdpumgfzvbhèykxqwàòéùjì",
    "Latvian": "aitsernuoklmdāpvēzīgjbšcfūļņhķxžywģq",
    "Lithuanian": "iasteonrkumpldgvyjšbėįąųfcžūčhęzxwq",
    "Macedonian": "аеотнирдвмкпслзујбгчшжцњфѓќхљџѕ",
    "Norwegian": "ertnilaksodgpfmvubjåhyøcæxwzéqòóôè",
    "Persian": "اینردهتومبشسکلپخزگفعصجحقطٔچظغآذضّثژأًءئِ",
    "Polish": "aienowsrztpykculdmjgbłżąćęófhśńźvxq",
    "Portuguese": "eoairsdntcmplufvhãbgçíázxqéykówõújêâàü",
    "Romanian": "eiartnulcsodpmăfşţbvgzhîxâwjkyq",
    "Russian": "еоанитрслвпдмкуызяйьбчгжфхющцшёэъ",
    "Serbian": "аеоинртдпсуквмзјлбгчљњшцћжхфђџ",
    "Slovak": "aoenirstvpldkubzmcáyhjíúťýžčéfgšľxôňwäĺóqďŕ",
    "Slovene": "eaonitrpvsdjlkmzčubgchšžfxywqćđ",
    "Spanish": "eaonirsdlctupmfbvóhgqáyízxjúkñwéü",
    "Swedish": "etnarislodkgfmpvuäböhåcyxjwzqéàü",
    "Thai": "ารอก่ม้เนดงลัแขสยบตไิีวจพทหปะคำืใถชู์ฟุ็ผโณซึญธภๆฐษฉศฏฝ",
    "Turkish": "aielrnıdstkmyoubüçşpgzğcvöfhxwâjqîû",
    "Ukrainian": "оанивіертлдскмзпуяйбчгьфхжєцшюїщґ",
    "Welsh": "denalyirwofhtgmuscpbxkâjŵôïzqvŷêûáéö",
}
"""By language; as often as in the messages of programs. Romanian with the cedillas that its old encodings have."""

COMMON_IDEOGRAPHS = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實"
    "이다에의는로하을가고지서한은기으년대사시를리도인스일니습어나아라자정수있것보들과해"
)
"""Chinese characters, in both spellings, and Korean syllables that make up two fifths of any text."""
