package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
)

// Config is everything an operator may set. Its defaults are config.yaml, which
// the program carries; a file of the operator's is laid over them, and the
// environment over both.
type Config struct {
	Data     string         `mapstructure:"data"`
	Log      LogConfig      `mapstructure:"log"`
	Server   ServerConfig   `mapstructure:"server"`
	Index    IndexConfig    `mapstructure:"index"`
	Crawl    CrawlConfig    `mapstructure:"crawl"`
	Families []Family       `mapstructure:"families"`
	Outlets  []OutletConfig `mapstructure:"outlets"`

	settings map[string]any // in force, as they are written
}

type LogConfig struct {
	Level  string `mapstructure:"level"`
	Format string `mapstructure:"format"`
}

type ServerConfig struct {
	Addr          string        `mapstructure:"addr"`
	Timeout       time.Duration `mapstructure:"timeout"`
	MaxConcurrent int           `mapstructure:"max_concurrent"`
	Follow        time.Duration `mapstructure:"follow"`
	Crawl         bool          `mapstructure:"crawl"`
}

type IndexConfig struct {
	Words   string `mapstructure:"words"`
	Lexicon string `mapstructure:"lexicon"`
}

type CrawlConfig struct {
	Token      string        `mapstructure:"token"`
	Agent      string        `mapstructure:"agent"`
	Contact    string        `mapstructure:"contact"`
	Delay      time.Duration `mapstructure:"delay"`
	Patience   time.Duration `mapstructure:"patience"`
	RetryDelay time.Duration `mapstructure:"retry_delay"`
	Budget     int           `mapstructure:"budget"`
	Workers    int           `mapstructure:"workers"`
	Hours      string        `mapstructure:"hours"`
	Threshold  Share         `mapstructure:"threshold"`
	Keep       string        `mapstructure:"keep"`
	Topic      float64       `mapstructure:"topic"`
}

// delimiter parts the levels of a key. It is not viper's dot, because hosts
// have dots and are keys.
const delimiter = "::"

const envPrefix = "KHOTIN"

// loadConfig reads the defaults, then the file, then the environment. It
// reports every unknown key, wrong type and broken rule in one error that
// wraps errConfig. An empty path means ./config.yaml where there is one.
func loadConfig(defaults []byte, path string, environ []string) (Config, error) {
	v := viper.NewWithOptions(viper.KeyDelimiter(delimiter))
	v.SetConfigType("yaml")
	v.SetEnvPrefix(envPrefix)
	v.SetEnvKeyReplacer(strings.NewReplacer(delimiter, "_"))
	v.AutomaticEnv()
	if err := v.ReadConfig(bytes.NewReader(defaults)); err != nil {
		return Config{}, fmt.Errorf("%w: the built-in config.yaml: %w", errConfig, err)
	}
	known := v.AllKeys()
	if err := mergeFile(v, path); err != nil {
		return Config{}, err
	}
	var c Config
	problems := unknownEnv(known, environ)
	if err := v.UnmarshalExact(&c, strictly); err != nil {
		problems = append(problems, decodeProblems(err)...)
	} else {
		problems = append(problems, c.Validate()...)
	}
	if len(problems) > 0 {
		return Config{}, fmt.Errorf("%w: %w", errConfig, errors.Join(problems...))
	}
	c.settings = v.AllSettings()
	return c, nil
}

func mergeFile(v *viper.Viper, path string) error {
	asked := path != ""
	if !asked {
		path = "config.yaml"
	}
	body, err := os.ReadFile(path)
	if err != nil {
		if !asked && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fmt.Errorf("%w: %w", errConfig, err)
	}
	if err := v.MergeConfig(bytes.NewReader(body)); err != nil {
		return fmt.Errorf("%w: %s: %w", errConfig, path, err)
	}
	return nil
}

// strictly makes viper refuse what it would otherwise guess: a number for a
// duration is nanoseconds to it, and a misspelt key is nothing.
func strictly(d *mapstructure.DecoderConfig) {
	d.WeaklyTypedInput = false
	d.DecodeHook = mapstructure.ComposeDecodeHookFunc(
		durationHook,
		shareHook,
		mapstructure.StringToSliceHookFunc(","),
		mapstructure.StringToBasicTypeHookFunc(),
	)
}

func durationHook(from, to reflect.Type, data any) (any, error) {
	if to != reflect.TypeFor[time.Duration]() {
		return data, nil
	}
	s, ok := data.(string)
	if !ok {
		return nil, fmt.Errorf("%v is not a duration: write a number with a unit, for instance 30s or 5m", data)
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		return nil, fmt.Errorf("%q is not a duration: write a number with a unit, for instance 30s or 5m", s)
	}
	return d, nil
}

// Share is a part of a whole, 0 to 1; written as 0.05 or as 5%.
type Share float64

func shareHook(_, to reflect.Type, data any) (any, error) {
	s, ok := data.(string)
	if to != reflect.TypeFor[Share]() || !ok {
		return data, nil
	}
	number, percent := strings.CutSuffix(s, "%")
	f, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil {
		return nil, fmt.Errorf("%q is not a share: write 5%% or 0.05", s)
	}
	if percent {
		f /= 100
	}
	return f, nil
}

// decodeProblems turns mapstructure's report into one line for each key.
func decodeProblems(err error) (problems []error) {
	if joined, ok := errors.AsType[interface {
		error
		WrappedErrors() []error
	}](err); ok {
		return joined.WrappedErrors()
	}
	for line := range strings.Lines(err.Error()) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "decoding failed") {
			problems = append(problems, errors.New(line))
		}
	}
	return problems
}

// unknownEnv refuses misspelt variables: a setting that is silently not read
// is worse than none.
func unknownEnv(keys, environ []string) (problems []error) {
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		key, ok := strings.CutPrefix(name, envPrefix+"_")
		if !ok {
			continue
		}
		isKey := func(k string) bool { return strings.ToUpper(strings.ReplaceAll(k, delimiter, "_")) == key }
		if !slices.ContainsFunc(keys, isKey) {
			problems = append(problems, fmt.Errorf("environment variable %s sets nothing: see config.yaml for the settings", name))
		}
	}
	return problems
}
