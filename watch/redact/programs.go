package redact

import "strings"

// program is what is known of the flags of some programs. In flags each word is
// a flag and how its value holds a secret:
//
//	-p    all of it, the next word or attached to the flag
//	-p*   all of it, only where it is attached (mysql -psecret)
//	-k.   all of it, only where it is the next word: -keyout is another flag
//	-u:   what follows the first colon (user:password)
//	-U%   what follows the first percent sign
//	-c/   what follows the first slash
//	-u,   what follows the first comma
//	-p^   what follows "pass:", as openssl has it
//	-s=   what follows the first equals sign (name=value)
//	-v&   the pairs of a list of name=value whose names or values say so
//	-p-   nothing: the flag means something else here
//
// In words are arguments without a flag: the words that must stand before them
// (http-basic.* is any that begins so) and which of the ones after is the secret. Instead of a number, "last" or a
// flag, that is:
//
//	=       the values of all pairs
//	:       what follows the colon of the first
//	@       what stands between the colon and the @ of the first that has both
//	>       what follows the > of a word, as in Redis' access lists
//	\r      the first one, where it ends a line and a password was asked for
//	share   what stands beside a \\server\share
//	userid  the password of Oracle's user/password@database
type program struct{ names, flags, words string }

var programs = []program{
	{"mysql mysqladmin mysqldump mysqlimport mysqlcheck mysqlshow mysqlslap mysqlpump mysqlbinlog mysqlsh mysql_upgrade mariadb mariadb-admin mariadb-dump mariadb-check mariadb-import mariadb-backup mariabackup xtrabackup innobackupex mydumper myloader", "-p*", "password 1"},
	{"curl", "-u: --user: -U: --proxy-user: --oauth2-bearer --pass -E: --cert: -b= --cookie= --tlspassword -p-", ""},
	{"http https httpie xh", "-a: --auth:", ""},
	{"wget wget2", "-p- -P- -a- -k- -u-", ""},
	{"redis-cli valkey-cli keydb-cli", "-a --pass -p- -u-", "auth last|requirepass 1|masterauth 1|auth-pass 2|set auth-pass 1|setuser >"},
	{"redis-server valkey-server redis-sentinel sentinel", "--requirepass --masterauth -p-", "requirepass 1|masterauth 1|auth-pass 2"},
	{"redis-benchmark memtier_benchmark", "-a -p-", ""},
	{"sshpass", "-p", ""},
	{"htpasswd mosquitto_passwd", "-b!", ""}, //nolint:misspell // its name
	{"openssl", "-passin^ -passout^ -pass^ -password^ -k. -K. -hmac -psk -macopt: -p-", "passwd last"},
	{"ldapsearch ldapmodify ldapadd ldapwhoami ldappasswd ldapdelete ldapcompare ldapmodrdn ldapexop", "-w -s! -a! -p- -P-", ""},
	{"kadmin kadmin.local ktutil", "-w -pw -p-", ""},
	{"codecov codecovcli coveralls", "-t", ""},
	{"ttyd", "-c: --credential:", ""},
	{"sqlcmd bcp osql isql tsql fisql mssql-cli", "-P -p-", ""},
	{"mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop mongofiles", "-p", ""},
	{"az", "-p --password --account-key --sas-token --client-secret", ""},
	{"docker podman nerdctl buildah skopeo oras crane regctl helm img kaniko", "--creds: --src-creds: --dest-creds: --set& --set-string& --set-literal& -P-", "login -p"},
	{"ctr crictl", "-u: --user: --creds: --auth", ""},
	{"kubectl oc k", "--from-literal= -p-", "login -p|login -t"},
	{"vault bao", "-header=", "login 1|unseal 1|unwrap 1|lookup 1|revoke 1|renew 1|kv put =|kv patch ="},
	{"consul nomad serf", "-encrypt -token -p-", "kv put 2"},
	{"etcdctl", "--user: --password", "user add :"},
	{"rabbitmqctl", "", "add_user 2|change_password 2|authenticate_user 2"},
	{"rabbitmqadmin cqlsh cypher-shell couchbase-cli arangosh twine ansible-vault elasticsearch-users grafana-cli pscp zip unzip ipmitool asadmin logstash-plugin ftp lftp-get ncftpput ncftpget beeline", "-p -P -pw", "initial-password 1|encrypt_string 1|encrypt_string last|reset-admin-password last|useradd -p"},
	{"influx influxd", "-p. -password -t. -token", ""},
	{"mosquitto_pub mosquitto_sub mosquitto_rr", "-P -p-", ""}, //nolint:misspell // their names
	{"7z 7za 7zz rar unrar", "-p* -hp*", ""},
	{"neo4j-admin", "", "set-initial-password 1"},
	{"plink", "-pw", ""},
	{"mc mcli", "", "alias set 4|host add 4"},
	{"gsutil", "-a! -p-", ""},
	{"gcloud", "", "activate-refresh-token last"},
	{"rclone", "", "obscure 1|reveal 1"},
	{"aws", "--secret-string --password", "put-parameter --value|configure set 2"},
	{"npm yarn pnpm", "--otp", "config set 2|set 2"},
	{"cargo snyk ngrok", "", "login 1|auth 1|authtoken 1|add-authtoken 1"},
	{"dotnet nuget", "-k --api-key -ApiKey", "setapikey 1"},
	{"smbclient rpcclient winexe smbget smbmap smbcacls smbpasswd", "-U% --user%", "share"},
	{"net", "-U% --user%", "use share|user 2"},
	{"psexec.py wmiexec.py smbexec.py atexec.py dcomexec.py secretsdump.py mssqlclient.py smbclient.py lookupsid.py GetUserSPNs.py", "-hashes:", "@"},
	{"crackmapexec netexec nxc evil-winrm", "-p -H", ""},
	{"pkcs11-tool softhsm2-util pkcs15-tool yubico-piv-tool ykman", "-p --pin --so-pin --new-pin --puk", ""},
	{"nmcli", "", "password 1|wifi-sec.psk 1"},
	{"wpa_passphrase", "", "2"},
	{"swaks", "-ap --auth-password -au-", ""},
	{"send", "", "\\r"}, // of expect
	{"sqlplus sqlldr expdp impdp exp imp rman sqlcl", "-p-", "userid"},
	{"lftp open", "-u,", ""}, // open is a command of lftp's
	{"snmpwalk snmpget snmpset snmpbulkwalk snmptrap", "-c -A -X", ""},
	{"kubeadm k3s k0s rke2", "--token -t --agent-token --certificate-key -p-", ""},
	{"gitlab-runner", "-r --registration-token --token -t", ""},
	{"helmfile terraform tofu packer pulumi", "-var= --var= -backend-config=", "config set --secret 2"},
	{"heroku fly flyctl", "-a-", "config:set =|secrets set ="},
	{"gh glab", "--body!", "secret set --body|secret set -b|login -t"},
	{"keytool jarsigner", "-storepass -keypass -srcstorepass -deststorepass -srckeypass -destkeypass", ""},
	{"jf jfrog", "--access-token --apikey --password", ""},
	{"tailscale", "--authkey --auth-key", ""},
	{"cloudflared", "--token", ""},
	{"kcat kafkacat", "-X&", ""},
	{"filebeat metricbeat heartbeat auditbeat packetbeat", "-E&", ""},
	{"ansible ansible-playbook", "-e& --extra-vars&", ""},
	{"xfreerdp wfreerdp rdesktop", "-p /p:", ""},
	{"useradd usermod", "-p", ""},
	{"ConvertTo-SecureString", "-String", "1"},
	{"gpg gpg2", "--passphrase", ""},
	{"mkpasswd", "", "1"},
	{"nats", "--password --token -p-", ""},
	{"wg", "", "private-key 1|preshared-key 1"},
	{"composer", "-g-", "http-basic.* 2|bitbucket-oauth.* 2|github-oauth.* 1|gitlab-oauth.* 1|gitlab-token.* last|forgejo-token.* 2|bearer.* 1"},
	{"ssh-keygen", "-N -P -p-", ""},
	{"db2", "-p-", "using 1"},
	{"caddy", "--plaintext -p-", ""},
	{"basic_ldap_auth squid_ldap_auth ext_ldap_group_acl", "-w -p-", ""},
	{"winrs", "-p: -password: /p: /password:", ""},
	{"user", "", "on >"}, // of Redis' access lists
	// Programs whose -p, -u, -a, -k, -P and -w are no secrets.
	{"psql pg_dump pg_dumpall pg_restore pg_isready pg_basebackup createdb dropdb createuser pgbench pg_ctl postgres mkdir cp mv install rsync tar ssh scp sftp nc ncat netcat ps ls read git grep egrep sed awk kill pgrep pidof java python python3 node ruby perl php go make cargo-build nginx httpd haproxy envoy traefik uvicorn gunicorn flask celery puma rails date sort uniq cat tail head find xargs touch chmod chown ln rm unzip-list iptables tcpdump strace lsof top free df du mount umount ping dig nslookup host ip ss socat telnet screen tmux systemctl journalctl crond cron su sudo gosu", "-p- -P- -u- -a- -k- -w-", ""},
}

// flagRule is how one flag of a program holds a secret.
type flagRule struct {
	flag string
	how  byte // 0 for all of the value, or one of the signs of program
}

// wordRule is how an argument without a flag does.
type wordRule struct {
	before []string
	which  string
}

// rulesOf are the rules of one program.
type rulesOf struct {
	secret bool // some flag or word of it holds one
	flags  []flagRule
	words  []wordRule
}

// readPrograms returns the rules by program.
func readPrograms() map[string]*rulesOf {
	out := map[string]*rulesOf{}
	for _, p := range programs {
		rules := &rulesOf{}
		for f := range strings.FieldsSeq(p.flags) {
			rule := flagRule{flag: f}
			if last := f[len(f)-1]; !isAlnum(last) {
				rule = flagRule{f[:len(f)-1], last}
			}
			rules.flags = append(rules.flags, rule)
			rules.secret = rules.secret || rule.how != '-'
		}
		for w := range strings.SplitSeq(p.words, "|") {
			if fields := strings.Fields(w); len(fields) > 0 {
				rules.secret = true
				rules.words = append(rules.words, wordRule{fields[:len(fields)-1], fields[len(fields)-1]})
			}
		}
		for name := range strings.FieldsSeq(p.names) {
			out[name] = rules
		}
	}
	return out
}
