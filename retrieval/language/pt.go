package language

func portuguese() *Language {
	return &Language{
		Code: "pt", Name: "Portuguese",
		Grammar: Grammar{
			Function: "o a os as um uma uns umas de do da dos das dum duma em no na nos nas num numa ao à aos às pelo pela pelos pelas por com para sem sob sobre entre até desde após contra durante e ou mas que se como quando onde " +
				"quem qual quais cujo cuja quanto quantos porque pois embora não nem também já ainda só mais menos muito muitos muitas eu tu ele ela nós eles elas você vocês lhe lhes me te seu sua seus suas meu minha nosso nossa dele dela deles delas " +
				"este esta estes estas isto esse essa esses essas isso aquele aquela aqueles aquelas é são era eram foi foram ser será seria sido sendo está estão estava estavam estar tem têm tinha tinham teve tiveram ter há havia houve pode podem podia poderia " +
				"deve devem faz fez fazer vai vão todo toda todos todas outro outra outros outras algum alguma alguns algumas cada mesmo mesma fora dois duas",
			Articles:          "o a os as um uma uns umas este esta estes estas esse essa esses essas",
			Prepositions:      "por de em do da dos das no na nos nas num numa ao à aos às pelo pela pelos pelas com para sem sob sobre entre até desde após contra durante",
			PlacePrepositions: "em no na nos nas",
			Locative:          "em no na nos nas de do da dos das ao à até desde perto para o a os",
			Auxiliaries:       "é são era eram foi foram será serão seria está estão estava estavam tem têm tinha tinham teve há havia pode podem podia poderia deve devem devia vai vão",
			Copulas:           "é são era eram foi foram está estão estava",
			Conjunctions:      "e ou", Together: "e ou com contra",
			PersonPronouns: "ele ela", PluralPronouns: "eles elas", ThingPronouns: "eles elas",
			Back: "ele ela eles elas este esta estes estas isto esse essa esses essas isso seu sua seus suas lá ali",
		},
		Asks: Asks{
			Defining: []Defining{{Verb: "é", Question: "O que é %s?"}, {Verb: "são", Question: "O que são %s?"}, {Verb: "foi", Question: "O que foi %s?"}},
			Number:   "quanto quanta quantos quantas quão", Date: "quando", Person: "quem", Place: "onde aonde", Reason: "por_que por_quê porquê porque", Manner: "como", Thing: "que qual quais quê",
			Openers: "qual quais",
			Much:    "quanto quanta", Amounts: "quantos quantas quanto quanta",
			Counting:       "quantos quantas",
			Naming:         "se_chama se_chamam se_chamava chama chamam chamava é_chamado é_chamada",
			Paying:         "custa custam custou custava custaram custar paga pagam pagou pagava pagar pagaram ganha ganham ganhou ganhava vale valem valia gasta gastam gastou vendeu vendido vende comprou cobra cobram",
			NumberNouns:    "percentagem porcentagem número quantidade idade população tamanho velocidade temperatura comprimento altura largura profundidade peso distância duração proporção parte altitude superfície área frequência",
			DateNouns:      "ano anos data datas dia dias mês século séculos década momento época hora período",
			PlaceNouns:     "país países cidade cidades estado estados região regiões continente lugar lugares província distrito ilha município bairro local",
			MoneyNouns:     "preço preços custo custos tarifa taxa aluguel aluguer renda salário receita orçamento lucro valor montante",
			NameNouns:      "empresa empresas companhia pessoa pessoas organização presidente presidenta rei rainha imperador autor autora ator actor atriz cantor cantora equipe equipa time universidade grupo nome nomes cientista artista homem mulher partido jogador",
			Definitions:    "o_que_é o_que_são o_que_era o_que_eram o_que_foi que_é o_que_significa que_significa o_que_quer_dizer quem_é quem_são quem_era quem_foi quem_eram quem_foram qual_é_a_definição_de qual_a_definição_de",
			DefinitionEnds: "é_o_quê", Demonstratives: "isso isto aquilo", Helping: "alguém algum alguma ninguém favor exatamente exactamente afinal",
		},
		Talk: Talk{
			Leaders:    "e_quanto_a e_quanto_ao e_quanto_à quanto_a quanto_ao quanto_à e_sobre e_que_tal que_tal e_para e mas ou",
			Companions: "desde até de por para exatamente então e com em mas",
			Courtesies: "obrigado obrigada favor sim não olá oi tchau ok valeu",
			Following:  "seguinte seguintes",
		},
		Names: Names{
			Addresses: "senhor senhora sr sra srta dr dra dona doutor doutora professora",
			Titles:    "presidente presidenta ministro ministra rei rainha imperador imperatriz príncipe princesa duque duquesa conde condessa papa prefeito senador general",
			Links:     "de da do das dos e a o", Particles: "de da do das dos",
			Peoples: "frança francês alemanha alemão espanha espanhol suécia sueco polónia polaco polônia polonês dinamarca dinamarquês turquia turco grécia grego suíça suíço inglaterra inglês grã-bretanha britânico irlanda irlandês escócia escocês " +
				"gales galês rússia russo china chinês holanda holandês noruega norueguês estados_unidos americano japão japonês bélgica belga",
			PeopleEndings: "ano ana anos anas ês esa eses esas es ense enses no na nos nas o a os as s eiro eira co ca ão ã",
			Acronyms:      "pib_produto_interno ia_inteligência_artificial onu_nações_unidas ue_união_europeia rh_recursos_humanos",
			Places:        "inglaterra escócia holanda américa eua",
		},
		Time: Time{
			Months: [12]Words{
				"janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul", "agosto ago",
				"setembro set", "outubro out", "novembro nov", "dezembro dez",
			},
			AmbiguousMonths: "mar mai ago set out abr jun jul jan fev dez",
			InsideDate:      "de", BeforeMonth: "em de desde até",
			Weekdays:  "feira terça sábado domingo",
			Centuries: "século séculos",
			Clock:     "segunda quarta quinta sexta às publicado publicada em atualizado atualizada horas h data",
			Passing:   "agora atualmente actualmente hoje ainda já",
			Recent:    "recente recentes recentemente atual atuais actual último última", This: "este esta neste nesta", Tomorrow: "amanhã", Yesterday: "ontem",
			Week: "semana", Month: "mês", Quarter: "trimestre", Year: "ano",
		},
		Numbers: Numbers{
			Cardinals: []Series{
				{"um uma", 1, 0}, {"dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte", 2, 1}, {"duas", 2, 1}, {"quatorze", 14, 1},
				{"dezasseis dezassete", 16, 1}, {"dezanove", 19, 1}, {"trinta quarenta cinquenta sessenta setenta oitenta noventa", 30, 10},
				{"duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos", 200, 100}, {"duzentas trezentas quatrocentas quinhentas seiscentas setecentas oitocentas novecentas", 200, 100},
			},
			Ordinals: []Series{
				{"primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo", 1, 1}, {"primeira segunda terceira quarta quinta sexta sétima oitava nona décima", 1, 1},
			},
			Scales:  []Scale{{12, "dúzia dúzias"}, {100, "cem cento"}, {1e3, "mil"}, {1e6, "milhão milhões"}, {1e9, "bilhão bilhões bilião"}, {1e12, "trilhão trilhões biliões"}},
			Joiners: "e",
			Alone:   "mil cem cento", Strangers: "um uma dois duas mil seis quinze onze sete doze treze nove oito dez segundo segunda quarto quarta quinto quinta sexto sexta nono nona primeiro primeira mês dia dias semana hora horas três cem cento",
			ScaleJoiners: "e",
			Shares:       []Scale{{2, "metade"}, {3, "terço terços"}, {4, "quartos"}, {5, "quintos"}},
			OrdinalMarks: "º ª o a",
			Loose:        "dois duas três quatro cinco seis sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta cem cento mil milhão milhões bilhão bilhões dúzia metade terço dobro triplo vez primeiro primeira segundo zero nenhum nenhuma",
			PerCent:      "por_cento", About: "cerca_de aproximadamente em_torno_de por_volta_de uns umas mais_ou_menos", Nearly: "quase perto_de", Over: "mais_de mais_do_que superior_a acima_de", AtLeast: "pelo_menos no_mínimo mínimo não_menos_de ao_menos",
			Under: "menos_de menos_do_que inferior_a abaixo_de", AtMost: "até no_máximo máximo não_mais_de", After: Bounds{AtLeast: "ou_mais no_mínimo", AtMost: "ou_menos no_máximo", About: "aproximadamente"},
			Units: map[string]Words{
				"mm": "milímetro milímetros", "cm": "centímetro centímetros", "m": "metro metros", "km": "quilómetro quilómetros quilômetro quilômetros", "mile": "milha milhas", "foot": "pé pés", "inch": "polegada polegadas",
				"g": "grama gramas", "kg": "quilograma quilogramas quilo quilos", "tonne": "tonelada toneladas", "lb": "libra libras", "ounce": "onça onças",
				"second": "segundos", "minute": "minuto minutos", "hour": "hora horas", "day": "dia dias", "week": "semana semanas", "month": "mês meses", "year": "ano anos", "decade": "década décadas",
				"ha": "hectare hectares", "km²": "quilômetros_quadrados quilómetros_quadrados", "m²": "metros_quadrados metro_quadrado", "l": "litro litros", "ml": "mililitro mililitros", "gallon": "galão galões", "barrel": "barril barris",
				"ms": "milissegundos", "%": "porcento", "$": "dólar dólares", "eur": "euro euros", "gbp": "libras_esterlinas", "brl": "reais",
			},
			Currencies: "euro euros cêntimo cêntimos centavo centavos dólar dólares real reais libra libras escudo escudos franco francos iene ienes peso pesos coroa coroas",
		},
		Limits: Limits{
			Not: "não nunca jamais ninguém nenhum nenhuma nada nem sem tampouco", False: "falso falsa mentira mito boato errado inexato inventado",
			Only: "só somente apenas unicamente exclusivamente", Can: "pode podem podia podiam poderia poderiam poder", Might: "poderia poderiam", Must: "deve devem devia deviam precisa tem_de têm_de tem_que têm_que obrigatório", Should: "deveria deveriam convém",
			Would: "seria seriam teria", Will: "vai vão", Plan: "planeja prevê preveem pretende pretendem quer querem queria tenciona espera tenta planeia",
			Perhaps: "talvez provavelmente possivelmente aparentemente supostamente parece parecem", Said: "diz dizem disse disseram segundo declara declarou anuncia anunciou explica explicou informa informou acrescentou",
			Doubted: "afirma afirmam afirmou acredita acreditam acha acham pensa teme temem espera esperam suspeita estima supõe adverte desmente nega duvida alega",
			If:      "se caso desde_que contanto", When: "quando", Unless: "a_menos a_não_ser", Except: "exceto salvo excepto exceção menos_os", Although: "embora apesar ainda_que mesmo_que", Because: "porque pois já_que devido graças",
			All: "todos todas todo toda sempre", Most: "maioria geralmente maior_parte", Some: "alguns algumas algum alguma vários várias certos", Few: "poucos poucas pouco raramente", Many: "muitos muitas frequentemente numerosos", Each: "cada", Half: "metade meio meia", Twice: "dobro duas_vezes duplicou",
			More: "mais maior maiores superior superiores", Less: "menos menor menores inferior inferiores", NoLonger: "já_não não_mais deixou_de", Again: "novamente outra_vez",
			Before: "antes", After: "depois após", Until: "até", Since: "desde", While: "enquanto durante", By: "até", Within: "dentro", From: "partir", Per: "por ao à cada",
			Next: "próximo próxima próximos", Last: "último última passado passada", Nearly: "quase praticamente", Apposed: "cidade vila aldeia município ilha região empresa grupo", Period: "ano mês dia semana hora noite",
			State: "custa custam custou pesa mede dura conta contém paga pagam", Definite: "o a os as", Voice: "é são foi foram ser sido era", Infinitive: "de a", InfinitiveEnds: "ar er ir",
			Free:    "total é são era eram foi foram está estão há tem têm ter se também além assim encontra situado situada preço valor ser sido que este esta",
			Passive: "por pelo pela pelos pelas", Which: "que",
		},
		Denial: Denial{
			Negations: "não nunca jamais sem nem ninguém nenhum nenhuma nada tampouco nega negou recusa recusou recusaram",
			Prefixes:  "in im des", Clauses: "mas embora porque que quando enquanto quem se exceto porém", HarmlessPairs: "não_só não_apenas não_menos não_mais não_somente sem_dúvida não_obstante",
		},
		Meaning: Meaning{
			Synonyms: []Words{
				"dizer diz disse dito afirmar afirma afirmou declarar declara declarou anunciar anuncia anunciou anunciado", "comprar compra comprou comprado adquirir adquire adquiriu adquirido", "começar começa começou iniciar inicia iniciou lançar lançou lançado", "terminar termina terminou acabar acaba acabou concluir concluiu",
				"morrer morre morreu morto morta morte falecer faleceu", "filme filmes película", "empresa empresas companhia companhias firma sociedade", "carro carros automóvel automóveis veículo veículos", "fazer faz fez feito fabricar produzir produziu produzido criar criou criado",
				"aumentar aumenta aumentou crescer cresceu subir subiu", "diminuir diminui diminuiu cair caiu baixar baixou reduzir reduziu", "ganhar ganha ganhou ganho vencer venceu vitória", "construir constrói construiu construído construída erguer erguido", "publicar publicou publicado publicada lançada", "fundar fundou fundado fundada estabelecer estabeleceu",
				"usar usa usou usado utilizar utiliza utilizado", "chamar chama chamado nomear nomeado denominado intitulado", "trabalho trabalhos emprego posto", "receber recebe recebeu obter obteve",
			},
			Antonyms: [][2]Words{
				{"aumentou aumento aumentar cresceu crescimento subiu", "diminuiu diminuição caiu queda baixou reduziu"}, {"antes", "depois após"}, {"mais", "menos"}, {"permitido permitir autorizado", "proibido proibir"}, {"aceito aceite aceitou aprovado aprovou", "rejeitado rejeitou recusado"}, {"ganhar ganhou venceu", "perder perdeu"}, {"aberto abrir abriu", "fechado fechar fechou"},
				{"comprar comprou", "vender vendeu"}, {"verdadeiro", "falso"}, {"norte", "sul"}, {"leste", "oeste"}, {"sempre", "nunca jamais"}, {"primeiro primeira", "último última"}, {"máximo", "mínimo"}, {"maioria", "minoria"}, {"público", "privado"}, {"interno", "externo"},
			},
			Cues: []Cue{
				{"escreveu escrito autor", "escrito escreveu autor romance escritor"}, {"localizado localizada fica vive", "localizado localizada situado situada fica sede vive"}, {"nasceu nascimento idade", "nasceu nascido nascida idade"}, {"morreu morte", "morreu morte faleceu morto"}, {"ganhou venceu vencedor", "venceu ganhou vencedor campeão derrotou"}, {"significa", "significa refere termo abreviatura"},
			},
			Causes: "porque pois devido causa causas causou motivo motivos razão razões graças portanto assim por para como resultado consequência porquanto",
		},
		Writing: Writing{Sheets: "planilha", Letters: "áàâãçéêíóôõú",
			Honorifics: "sr sra srta dr dra exmo profa", Shortened: "etc aprox ed págs vol núm av tel fev abr ago dez", BeforeNumber: "art pág págs fig cap vol n núm tel",
			Starters: "o a os as um uma este esta estes estas esse essa isso seu sua ele ela eles elas em no na nos nas de do da com por para segundo desde durante após quando enquanto embora se e mas como entre até hoje também assim além depois muitos alguns outros todos cada não é foi",
			Bylines:  []string{"Por ", "POR ", "Escrito por ", "Autor: ", "Autora: "}, Small: "de da do das dos e em para",
		},
		Pages: Pages{
			Invitations: []string{"leia (?:também|mais)", "saiba mais", "veja (?:também|mais)", "mais lidas", "compartilh", "deixe um comentário"},
			Notices:     []string{"todos os direitos"},
		},
		Mail: Mail{Wrote: []string{"escreveu"}, OldMessage: "mensagem_original mensagem_reencaminhada mensagem_encaminhada", On: "em"},
		Index: Index{
			Stop: "stop_pt", Filters: []string{"stemmer_pt_light"},
			MoreStops: "é são foi foram era eram há está estão ser onde",
		},
	}
}
